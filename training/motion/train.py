"""Trains the net. Usage: python -m motion.train DATASET_FOLDER OUT.pt [--steps N ...]  (from training/)"""

import argparse
import copy
import pickle
import time
from pathlib import Path

import numpy as np
import torch

from . import basis as bases
from .clips import load, role_of
from .measure import line, measure
from .hearing import Hearing
from .network import SpeechMotion
from .synthetic_speech import utterances
from .spoken_hints import HintLoss, hint_batch
from .windows import batch, make_windows


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("dataset", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--cache", type=Path, help="keeps the composed windows between runs")
    p.add_argument("--windows", type=int, default=600)
    p.add_argument("--folders", nargs="+", default=["anchors", "grid"], help="of clips that are learnt from")
    p.add_argument("--grid-share", type=float, default=0.2)
    p.add_argument("--steps", type=int, default=1500)
    p.add_argument("--batch", type=int, default=16)
    p.add_argument("--length", type=int, default=200)
    p.add_argument("--channels", type=int, default=64)
    p.add_argument("--size", type=int, default=12)
    p.add_argument("--dropout", type=float, default=0.4)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--decay", type=float, default=0.1)
    p.add_argument("--correlate", type=float, default=0.5)
    p.add_argument("--hints", type=float, default=0.3, help="weight of what synthetic phonemes ask of lips")
    p.add_argument("--hint-rows", type=int, default=4)
    p.add_argument("--spoken", type=int, default=440, help="synthetic utterances")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--every", type=int, default=500)
    return p.parse_args()


class Loss:
    """On readings of the lips (gaps, widths, jaw) and on coefficients; absolute, centred, velocity, 1 - r."""

    def __init__(self, basis: bases.Basis, motion: np.ndarray, correlate: float):
        readings = bases.readings()
        spread = (motion @ readings).std(0)
        self.read = torch.tensor((basis.components @ readings) / spread)  # [K,M]
        self.offset = torch.tensor((basis.mean @ readings) / spread)
        # A coefficient weighs as much as the weighted points move with it.
        size = np.sqrt(((basis.components * bases.point_weights()) ** 2).sum(1))
        self.size = torch.tensor(size / size[0]).float()
        self.correlate = correlate

    def __call__(self, made, real, piece):
        count = int(piece.max()) + 1
        member = torch.nn.functional.one_hot(piece + 1, count + 1)[..., 1:].float()  # [B,T,P]
        known = (piece >= 0).float()
        frames = known.sum() + 1e-6
        members = member.sum(1) + 1e-6  # [B,P]
        total = 0.0
        aperture = bases.APERTURE_READING
        for matrix, share in ((self.read, 1.0), (torch.diag(self.size), 0.5)):
            a = torch.einsum("bkt,km->bmt", made, matrix)
            b = torch.einsum("bkt,km->bmt", real, matrix)
            gap = (a - b) * known[:, None]
            centre = torch.einsum("bmt,btp->bmp", gap, member) / members[:, None]
            centred = (gap - torch.einsum("bmp,btp->bmt", centre, member)) * known[:, None]
            both = known[:, None, 2:] * known[:, None, :-2]
            speed = (gap[..., 2:] - gap[..., :-2]) * both
            total = (
                total
                + share
                * (0.4 * gap.abs().sum() + 1.0 * centred.abs().sum() + 0.7 * speed.abs().sum())
                / frames
                / matrix.shape[1]
            )
            if share == 1.0 and self.correlate:
                total = total + self.correlate * self._one_minus_r(
                    a, b, member, members, (aperture, bases.WIDTH_READING)
                )
        return total

    @staticmethod
    def _one_minus_r(a, b, member, members, rows):
        loss = 0.0
        for row, share in zip(rows, (0.7, 0.3)):
            centre = lambda v: (
                v[:, None] - (torch.einsum("bt,btp->bp", v, member) / members)[..., None]
            ) * member.transpose(1, 2)
            ca, cb = centre(a[:, row]), centre(b[:, row])
            product = lambda u, v: (u * v).sum(-1)
            r = product(ca, cb) / torch.sqrt((product(ca, ca) + 0.3) * (product(cb, cb) + 0.3))
            moving = (product(cb, cb) / members > 0.05) & (members > 20)
            loss = loss + share * ((1 - r) * moving).sum() / (moving.sum() + 1e-6)
        return loss


def predictor(net):
    def predict(features):
        with torch.no_grad():
            out = net(torch.from_numpy(features[None].astype(np.float32)))
            return (out[0] if isinstance(out, tuple) else out)[0].numpy()

    return predict


def cached(path, make):
    if path is None:
        return make()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(make(), protocol=4))
    return pickle.loads(path.read_bytes())


def evaluation_sets(clips, hearing=None):
    """Name -> (clips, their features)."""
    hearing = hearing or Hearing()
    sets = {}
    for clip in clips:
        role, folder = role_of(clip.name), clip.name.split("/")[0]
        if folder == "silent" or (folder == "talk" and "yaw_s18" in clip.name):
            continue
        if role in ("held", "skip", "test"):
            sets.setdefault(f"{folder}-{role}", []).append(clip)
    return {name: (group, [hearing(c.sound) for c in group]) for name, group in sets.items()}


def save(path, net, basis, args):
    kept = dict(state=net.state_dict(), mean=basis.mean, components=basis.components)
    torch.save(dict(**kept, channels=args.channels, size=args.size, args=vars(args)), path)


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    clips = load(args.dataset)
    learnt = lambda clip: role_of(clip.name) == "train" and clip.name.split("/")[0] in args.folders
    train = [clip for clip in clips if learnt(clip)]
    everything = np.concatenate([clip.motion for clip in train])
    basis = bases.fit(everything[::4], args.size)
    print(
        "train",
        len(train),
        "kept by the basis, lips aperture r",
        np.corrcoef(
            basis.decode(basis.encode(everything)) @ bases.readings()[:, 2],
            everything @ bases.readings()[:, 2],
        )[0, 1],
    )
    windows = cached(args.cache, lambda: make_windows(train, basis, args.windows, args.grid_share))
    spoken = cached(args.cache and args.cache.with_suffix(".spoken"), lambda: utterances(args.spoken))
    sets = cached(args.cache and args.cache.with_suffix(".sets"), lambda: evaluation_sets(clips))
    rng = np.random.default_rng(args.seed)
    some = np.concatenate([w.features[::10] for w in windows]).astype(np.float32)
    net = SpeechMotion(args.channels, args.size, args.dropout, some.mean(0), some.std(0) + 1e-3)
    loss_of = Loss(basis, everything, args.correlate)
    hint_loss = HintLoss(loss_of)
    mean_net = copy.deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=args.decay)
    started = time.time()
    for step in range(1, args.steps + 1):
        for group in optimiser.param_groups:
            group["lr"] = (
                args.rate * min(1, step / 200) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * step / args.steps)))
            )
        features, target, piece, loud = (
            torch.from_numpy(x) for x in batch(windows, args.batch, args.length, rng)
        )
        hinted, kinds = (
            torch.from_numpy(x) for x in hint_batch(spoken, args.hint_rows, args.length, rng)
        )
        all_motion, all_heard = net(torch.cat([features, hinted]))
        motion, heard = all_motion[: args.batch], all_heard[: args.batch]
        loss = loss_of(motion, target, piece) + 0.2 * torch.nn.functional.binary_cross_entropy_with_logits(
            heard[:, 0], loud
        )
        loss = loss + args.hints * hint_loss(all_motion[args.batch :], kinds)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        keep = min(0.998, step / (step + 20))
        with torch.no_grad():
            for slow, fast in zip(mean_net.state_dict().values(), net.state_dict().values()):
                if slow.dtype.is_floating_point:
                    slow.lerp_(fast, 1 - keep)
        if step % 100 == 0 and step <= 200:
            print(step, f"{loss.item():.3f}", f"{(time.time() - started) / step:.3f} s/step", flush=True)
        if step % args.every == 0 or step == args.steps:
            print(f"step {step} loss {loss.item():.3f} {time.time() - started:.0f} s")
            for name, (group, features) in sets.items():
                print("  ", name, line(measure(group, features, predictor(mean_net), basis)), flush=True)
            save(args.out, mean_net, basis, args)


if __name__ == "__main__":
    main()
