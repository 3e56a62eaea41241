"""Trains the interior decoder.

usage: train.py DATA_DIR OUT.pt [--heldout FILE] [--steps N] [--critic-steps N]

A decoder that knows only shape and light must average over people and over where the tongue is, and
draws pink mush. So it is also told a style: measured attributes of the frame (how much tooth, how
high, how contrasty) and a learnt look of the clip. What ships has one style baked in.
First a reconstruction loss, then a patch critic on top for teeth edges.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import softplus

import samples
from network import LOOK, Critic, Decoder

BATCH = 64


def read_heldout(path):
    return set(Path(path).read_text().split()) if path else set()


def choose(data):
    """Indices to train on: not held out, truly an interior, no broken colour."""
    skin = data['tones'][:, :3]
    sane = (skin[:, 2] > 0.35 * skin[:, 0]) & (skin.mean(1) > 0.08)
    return np.where(~data['held'] & sane & (data['share'] > samples.MIN_INTERIOR_SHARE))[0]


def off_floor(weight, rows=6):
    """0 on each column's lowest pixels. Where they are bright they are wet lower lip, below a landmark too low."""
    bottom = samples.HEIGHT - 1 - (weight[:, ::-1] > 0.05).argmax(1)
    return (np.arange(samples.HEIGHT)[None, :, None] <= bottom[:, None, :] - rows).astype(np.float32)


class Batches:
    """Random batches, mirrored, relit and re-complexioned; owns the training arrays."""

    def __init__(self, data, index, seed=0):
        self.rng = np.random.default_rng(seed)
        self.index = index
        self.data = data
        opening = samples.opening_of(data['contours'][index])
        # Open mouths are rare and are what is looked at; so are clear pictures.
        clear = data['ranks'][index][:, [2, 5, 6]].mean(1)
        chance = (0.3 + np.minimum(opening, 0.5) * 6) * (1.3 + clear)
        self.chance = np.cumsum(chance / chance.sum())

    def next(self):
        i = self.index[np.searchsorted(self.chance, self.rng.random(BATCH)).clip(0, len(self.index) - 1)]
        picture = self.data['pictures'][i].astype(np.float32) / 255
        weight = self.data['weight'][i].astype(np.float32) / 255
        weight[self.data['ranks'][i, 0] > 0] *= off_floor(weight[self.data['ranks'][i, 0] > 0])
        contour, tone = self.data['contours'][i].copy(), self.data['tones'][i].copy()
        mirror = self.rng.random(BATCH) < 0.5
        picture[mirror], weight[mirror] = picture[mirror, :, ::-1], weight[mirror, :, ::-1]
        flipped = contour[mirror][:, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 19, 18, 17, 16, 15, 14, 13, 12, 11]]
        contour[mirror] = flipped * [-1, 1]
        tone[mirror, 6] *= -1
        # Landmark noise: near shapes must give near pictures.
        contour += self.rng.normal(0, 0.004, contour.shape)
        self.relight(picture, tone)
        to = torch.from_numpy
        return (
            to(samples.features(contour, tone)), to(np.ascontiguousarray(picture.transpose(0, 3, 1, 2))),
            to(np.ascontiguousarray(weight[:, None])), to(self.data['clip'][i].astype(np.int64)),
            to(self.data['ranks'][i].astype(np.float32)),
        )

    def relight(self, picture, tone):
        n = len(tone)
        gain = np.exp(self.rng.normal(0, 0.18, (n, 1)) + self.rng.normal(0, 0.05, (n, 3))).astype(np.float32)
        gain = np.minimum(gain, 1 / np.maximum(tone[:, :3], 0.5))
        picture *= gain[:, None, None]
        np.clip(picture, 0, 1, out=picture)
        tone[:, :6] *= np.tile(gain, 2)
        # Darker complexions under the same light: the footage has few, and teeth do not darken with skin.
        dark = self.rng.random((n, 1)) ** 2 * (self.rng.random((n, 1)) < 0.5)
        tone[:, :6] *= np.tile(np.exp(dark * np.log(np.array([0.5, 0.42, 0.38]))), 2)


def gradients(x):
    return x[..., :, 1:] - x[..., :, :-1], x[..., 1:, :] - x[..., :-1, :]


def reconstruction(made, real, weight):
    """Mean error over truly interior pixels, small mouths counted for more than their area."""
    per_image = weight / (weight.sum((1, 2, 3), keepdim=True) + 30).sqrt()
    loss = (per_image * (made - real).abs()).sum() / per_image.sum()
    gx, gy = gradients(made)
    rx, ry = gradients(real)
    wx = torch.minimum(per_image[..., 1:], per_image[..., :-1])
    wy = torch.minimum(per_image[..., 1:, :], per_image[..., :-1, :])
    edge = (wx * (gx - rx).abs()).sum() / wx.sum() + (wy * (gy - ry).abs()).sum() / wy.sum()
    # Outside the lips nothing is known: continue smoothly, for the renderer's feather.
    outside = 1 - weight
    calm = (outside[..., 1:] * gx.abs()).mean() + (outside[..., 1:, :] * gy.abs()).mean()
    return loss + 1.0 * edge + 0.05 * calm


def resume(net, looks, saved):
    weights = saved['net']
    known = weights['layout.0.weight']
    missing = net.layout[0].weight.shape[1] - known.shape[1]
    if missing:  # a checkpoint from before attributes were told
        weights['layout.0.weight'] = torch.cat([known[:, :samples.FEATURES], known.new_zeros(len(known), missing), known[:, samples.FEATURES:]], 1)
    net.load_state_dict(weights)
    looks.weight.data.copy_(saved['looks'])


def main():
    args = argparse.ArgumentParser()
    args.add_argument('data')
    args.add_argument('out')
    args.add_argument('--heldout')
    args.add_argument('--steps', type=int, default=6000)
    args.add_argument('--critic-steps', type=int, default=4000)
    args.add_argument('--critic-weight', type=float, default=0.02)
    args.add_argument('--seed', type=int, default=0)
    args.add_argument('--from', dest='start', help='continue from this checkpoint')
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    data = samples.load(args.data, ['anchors', 'grid'], read_heldout(args.heldout))
    index = choose(data)
    known = samples.features(data['contours'][index], data['tones'][index])
    net = Decoder(known.mean(0), np.maximum(known.std(0), 0.01))
    looks = torch.nn.Embedding(len(data['names']), LOOK)
    torch.nn.init.normal_(looks.weight, std=0.1)
    if args.start:
        resume(net, looks, torch.load(args.start, weights_only=False))
    critic = Critic()
    batches = Batches(data, index, args.seed)
    print(len(index), 'pictures,', data['held'].sum(), 'held out;', sum(p.numel() for p in net.parameters()), 'weights')
    made_by = torch.optim.Adam([{'params': net.parameters(), 'lr': 2e-3}, {'params': looks.parameters(), 'lr': 1e-2}], betas=(0.8, 0.99))
    judged_by = torch.optim.Adam(critic.parameters(), lr=4e-4, betas=(0.5, 0.99))
    total = args.steps + args.critic_steps
    schedule = torch.optim.lr_scheduler.LambdaLR(made_by, lambda s: max(0.02, 0.5 * (1 + np.cos(np.pi * s / total))))
    began, running = time.time(), []
    for step in range(total):
        x, real, weight, clip, rank = batches.next()
        # Noise on the look keeps the space between the clips' codes meaningful.
        look = looks(clip)
        made = net(x, torch.cat([rank, look + 0.15 * torch.randn_like(look)], 1))
        fit = reconstruction(made, real, weight)
        loss = fit + 1e-3 * (look**2).mean()
        if step >= args.steps:
            judged = (softplus(-critic(real, weight)) + softplus(critic(made.detach(), weight))).mean()
            judged_by.zero_grad()
            judged.backward()
            judged_by.step()
            loss = loss + args.critic_weight * softplus(-critic(made, weight)).mean()
        made_by.zero_grad()
        loss.backward()
        made_by.step()
        schedule.step()
        running.append(fit.item())
        if (step + 1) % 250 == 0 or step + 1 == total:
            print(step + 1, f'{np.mean(running):.4f}', f'{time.time() - began:.0f} s', flush=True)
            running = []
            torch.save({'net': net.state_dict(), 'looks': looks.weight.detach(), 'names': data['names']}, args.out)


if __name__ == '__main__':
    main()
