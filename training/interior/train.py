"""Trains the interior decoder.

usage: train.py DATA_DIR OUT.pt [--heldout FILE] [--steps N]

A third of what it sees is footage, the rest drawings of mouths of the same shapes (drawn.py). Footage teaches what
varies, but its faces are small and its landmarks rough: a decoder that knows only shape and light averages
over people and over where the tongue is, and draws pink mush. So for footage it is also told a style:
measured attributes of the frame (how much tooth, how high, how contrasty) and a learnt look of the clip.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import max_pool2d

import drawn
import samples
from network import LOOK, STYLE, Decoder

FOOTAGE_BATCH, DRAWN_BATCH = 16, 32
MIRRORED = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 19, 18, 17, 16, 15, 14, 13, 12, 11]


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


def relight(rng, picture, tone):
    n = len(tone)
    gain = np.exp(rng.normal(0, 0.18, (n, 1)) + rng.normal(0, 0.05, (n, 3))).astype(np.float32)
    gain = np.minimum(gain, 1 / np.maximum(tone[:, :3], 0.5))
    picture *= gain[:, None, None]
    np.clip(picture, 0, 1, out=picture)
    tone[:, :6] *= np.tile(gain, 2)
    # Darker complexions under the same light: the footage has few, and teeth do not darken with skin.
    dark = rng.random((n, 1)) ** 2 * (rng.random((n, 1)) < 0.5)
    tone[:, :6] *= np.tile(np.exp(dark * np.log(np.array([0.5, 0.42, 0.38]))), 2)


class Footage:
    """Random batches of real mouths, mirrored, relit and re-complexioned; owns the training arrays."""

    def __init__(self, data, index, seed):
        self.rng = np.random.default_rng(seed)
        self.index = index
        self.data = data
        opening = samples.opening_of(data['contours'][index])
        # Open mouths are rare and are what is looked at; so are clear pictures.
        clear = data['ranks'][index][:, [2, 5, 6]].mean(1)
        chance = (0.3 + np.minimum(opening, 0.5) * 6) * (1.3 + clear)
        self.chance = np.cumsum(chance / chance.sum())

    def next(self):
        """-> features, pictures [N,3,48,64], weights [N,1,48,64], clips, ranks"""
        i = self.index[np.searchsorted(self.chance, self.rng.random(FOOTAGE_BATCH)).clip(0, len(self.index) - 1)]
        picture = self.data['pictures'][i].astype(np.float32) / 255
        weight = self.data['weight'][i].astype(np.float32) / 255
        weight[self.data['ranks'][i, 0] > 0] *= off_floor(weight[self.data['ranks'][i, 0] > 0])
        contour, tone = self.data['contours'][i].copy(), self.data['tones'][i].copy()
        mirror = self.rng.random(FOOTAGE_BATCH) < 0.5
        picture[mirror], weight[mirror] = picture[mirror, :, ::-1], weight[mirror, :, ::-1]
        contour[mirror] = contour[mirror][:, MIRRORED] * [-1, 1]
        tone[mirror, 6] *= -1
        # Landmark noise: near shapes must give near pictures.
        contour += self.rng.normal(0, 0.004, contour.shape)
        relight(self.rng, picture, tone)
        to = torch.from_numpy
        return (
            to(samples.features(contour, tone)), to(np.ascontiguousarray(picture.transpose(0, 3, 1, 2))),
            to(np.ascontiguousarray(weight[:, None])), to(self.data['clip'][i].astype(np.int64)),
            to(self.data['ranks'][i].astype(np.float32)),
        )


class Drawings:
    """Random batches of drawn mouths: real shapes, opened more or less, in every light."""

    def __init__(self, data, index, seed, count=16000):
        self.rng = rng = np.random.default_rng(seed + 1)
        opening = np.minimum(samples.opening_of(data['contours'][index]), 0.5)
        chosen = rng.choice(index, count, p=(0.05 + opening) / (0.05 + opening).sum())
        self.contours = data['contours'][chosen].copy()
        self.tones = data['tones'][chosen].copy()
        mirror = rng.random(count) < 0.5
        self.contours[mirror] = self.contours[mirror][:, MIRRORED] * np.float32([-1, 1])
        stretch = np.minimum(np.exp(rng.normal(0, 0.35, count)), 0.55 / samples.opening_of(self.contours))
        self.contours[..., 1] *= stretch[:, None].astype(np.float32)
        self.contours += rng.normal(0, 0.003, self.contours.shape).astype(np.float32)
        self.tones[:, 6] = rng.normal(0, 0.35, count).clip(-1, 1)
        parts = [drawn.draw(self.contours[k:k + 500], self.tones[k:k + 500, 6]) for k in range(0, count, 500)]
        self.light, self.share = (np.concatenate(p).astype(np.float16) for p in zip(*parts))
        self.mask = np.stack([(samples.polygon_mask(c) * 255).astype(np.uint8) for c in self.contours])

    def next(self):
        """-> features, light [N,1,48,64], enamel share, weights"""
        i = self.rng.integers(0, len(self.contours), DRAWN_BATCH)
        tone = self.tones[i].copy()
        relight(self.rng, np.zeros((DRAWN_BATCH, 1, 1, 3), np.float32), tone)
        light, share = (torch.from_numpy(a[i].astype(np.float32))[:, None] for a in (self.light, self.share))
        mask = torch.from_numpy(self.mask[i].astype(np.float32) / 255)[:, None]
        # A little beyond the lips too, where the renderer's feather may reach.
        weight = 0.03 + max_pool2d(mask, 5, stride=1, padding=2)
        return torch.from_numpy(samples.features(self.contours[i], tone)), light, share, weight


def gradients(x):
    return x[..., :, 1:] - x[..., :, :-1], x[..., 1:, :] - x[..., :-1, :]


def difference(made, real, weight):
    """Mean error of values and of edges over what counts, small mouths counted for more than their area."""
    per_image = weight / (weight.sum((1, 2, 3), keepdim=True) + 30).sqrt()
    loss = (per_image * (made - real).abs()).sum() / per_image.sum()
    gx, gy = gradients(made)
    rx, ry = gradients(real)
    wx = torch.minimum(per_image[..., 1:], per_image[..., :-1])
    wy = torch.minimum(per_image[..., 1:, :], per_image[..., :-1, :])
    return loss + (wx * (gx - rx).abs()).sum() / wx.sum() + (wy * (gy - ry).abs()).sum() / wy.sum()


def footage_loss(net, looks, batch):
    x, real, weight, clip, rank = batch
    # Noise on the look keeps the space between the clips' codes meaningful.
    look = looks(clip)
    style = torch.cat([torch.zeros(len(x), 1), rank, look + 0.15 * torch.randn_like(look)], 1)
    made = net(x, style)
    # Outside the lips nothing is known: continue smoothly, for the renderer's feather.
    gx, gy = gradients(made)
    outside = 1 - weight
    calm = (outside[..., 1:] * gx.abs()).mean() + (outside[..., 1:, :] * gy.abs()).mean()
    return difference(made, real, weight) + 0.05 * calm + 1e-3 * (look**2).mean()


def drawing_loss(net, batch):
    x, light, share, weight = batch
    style = torch.zeros(len(x), STYLE)
    style[:, 0] = 1
    made_light, made_share = net.light_and_enamel(x, style)
    return difference(made_light, light, weight) + 0.5 * difference(made_share, share, weight)


def main():
    args = argparse.ArgumentParser()
    args.add_argument('data')
    args.add_argument('out')
    args.add_argument('--heldout')
    args.add_argument('--steps', type=int, default=4500)
    args.add_argument('--seed', type=int, default=0)
    args = args.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    data = samples.load(args.data, ['anchors', 'grid'], read_heldout(args.heldout))
    index = choose(data)
    known = samples.features(data['contours'][index], data['tones'][index])
    net = Decoder(known.mean(0), np.maximum(known.std(0), 0.01))
    looks = torch.nn.Embedding(len(data['names']), LOOK)
    torch.nn.init.normal_(looks.weight, std=0.1)
    footage, drawings = Footage(data, index, args.seed), Drawings(data, index, args.seed)
    print(len(index), 'pictures,', data['held'].sum(), 'held out;', sum(p.numel() for p in net.parameters()), 'weights', flush=True)
    optimiser = torch.optim.Adam([{'params': net.parameters(), 'lr': 2e-3}, {'params': looks.parameters(), 'lr': 1e-2}], betas=(0.8, 0.99))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.01, 0.5 * (1 + np.cos(np.pi * s / args.steps))))
    began, running = time.time(), []
    for done in range(1, args.steps + 1):
        real, plain = footage_loss(net, looks, footage.next()), drawing_loss(net, drawings.next())
        optimiser.zero_grad()
        (real + plain).backward()
        optimiser.step()
        schedule.step()
        running.append((real.item(), plain.item()))
        if done % 250 == 0 or done == args.steps:
            print(done, *(f'{v:.4f}' for v in np.mean(running, 0)), f'{time.time() - began:.0f} s', flush=True)
            running = []
            torch.save({'net': net.state_dict(), 'looks': looks.weight.detach(), 'names': data['names']}, args.out)


if __name__ == '__main__':
    main()
