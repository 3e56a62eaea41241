"""Measures and shows what a decoder draws for people it has not seen.

usage: evaluate.py DATA_DIR MODEL.(pt|onnx) [--heldout FILE] [--sheet OUT.png]

Over truly interior pixels (see samples.interior_weight): PSNR; gradient energy, drawn over real; luma, drawn
less real; distance in Cb, Cr in 8-bit steps; how far the greenest 0.1% are greener than red, in 8-bit steps
(below 0: nothing is green); and the brightest 0.1%'s luma over the skin's. Beside the model: a ridge regression
from shape and tone to pixels, fitted on the training clips.
"""

import argparse

import cv2
import numpy as np
import onnxruntime
import torch

import samples
from network import Decoder
from style import style_of
from train import choose, read_heldout


MEASURES = ('PSNR', 'energy', 'luma', 'chroma', 'green', 'white')


def ridge(data, index, strength=30.0):
    x = samples.features(data['contours'][index], data['tones'][index])
    mean, std = x.mean(0), np.maximum(x.std(0), 0.01)
    x = np.concatenate([(x - mean) / std, np.ones((len(x), 1))], 1).astype(np.float64)
    y = data['pictures'][index].reshape(len(index), -1).astype(np.float32) / 255
    w = data['weight'][index].astype(np.float32).repeat(3, -1).reshape(len(index), -1) / 255
    # One pixel's regression sees only the frames in which that pixel is interior.
    mean_pixel = (w * y).sum(0) / (w.sum(0) + 1)
    filled = w * y + (1 - w) * mean_pixel
    solution = np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ filled)

    def draw(features):
        f = np.concatenate([(features - mean) / std, np.ones((len(features), 1))], 1)
        return (f @ solution).clip(0, 1).reshape(-1, 48, 64, 3).astype(np.float32)

    return draw


def load_model(path):
    if path.endswith('.onnx'):
        session = onnxruntime.InferenceSession(path, providers=['CPUExecutionProvider'])
        return lambda f: np.concatenate([session.run(None, {'features': row[None]})[0] for row in f])
    saved = torch.load(path, weights_only=False)
    net = Decoder(np.zeros(samples.FEATURES), np.ones(samples.FEATURES))
    net.load_state_dict({k: v for k, v in saved['net'].items()})
    net.eval()
    style = style_of(saved)

    def draw(features, code=style):
        with torch.no_grad():
            made = net(torch.as_tensor(features, dtype=torch.float32), code.expand(len(features), -1))
        return made.permute(0, 2, 3, 1).numpy()

    return draw


def measure(made, data, index):
    """What MEASURES names, over interior pixels."""
    real = data['pictures'][index].astype(np.float32) / 255
    w = data['weight'][index].astype(np.float32) / 255
    error = (w[..., None] * (made - real) ** 2).sum() / (3 * w.sum())
    luma, real_luma = made @ samples.LUMA, real @ samples.LUMA
    energy = []
    for picture in (luma, real_luma):
        gx = np.minimum(w[:, :, 1:], w[:, :, :-1]) * np.diff(picture, axis=2) ** 2
        gy = np.minimum(w[:, 1:], w[:, :-1]) * np.diff(picture, axis=1) ** 2
        energy.append(gx.sum() + gy.sum())
    bias = (w * (luma - real_luma)).sum() / w.sum()
    chroma = [(p[..., [0, 2]] - y[..., None]) * [0.713, 0.564] for p, y in ((made, luma), (real, real_luma))]
    off = 255 * (w * np.linalg.norm(chroma[0] - chroma[1], axis=-1)).sum() / w.sum()
    shown = w > 0.5
    green = 255 * np.percentile((made[..., 1] - made[..., 0])[shown], 99.9)
    skin = data['tones'][index, :3] @ samples.LUMA
    white = np.percentile((luma / skin[:, None, None])[shown], 99.9)
    return -10 * np.log10(error), energy[0] / energy[1], bias, off, green, white


# Skin R, G, B, lip R, G, B, side light: complexions paler than any of the footage, warm and bluish.
PALE = {'pale': (0.93, 0.82, 0.76, 0.82, 0.6, 0.58, 0.0), 'pale, bluish': (0.87, 0.84, 0.85, 0.8, 0.62, 0.62, 0.0)}


def extremes(made, contours, skin):
    """(how far the greenest 0.1% are greener than red, in 8-bit steps; the brightest 0.1%'s luma over the skin's) between the lips."""
    shown = np.stack([samples.polygon_mask(c) for c in contours]) > 0.5
    green = 255 * np.percentile((made[..., 1] - made[..., 0])[shown], 99.9)
    return green, np.percentile((made @ samples.LUMA)[shown], 99.9) / (np.array(skin) @ samples.LUMA)


def contact_sheet(rows, data, index, columns=12):
    """rows: pictures [N,48,64,3]; each shown inside the real frame's lips, the real frame first."""
    blocks = []
    for start in range(0, len(index), columns):
        part = index[start:start + columns]
        real = data['pictures'][part].astype(np.float32) / 255
        lines = [np.hstack(list(real))]
        for made in rows:
            mask = np.stack([cv2.GaussianBlur(samples.polygon_mask(data['contours'][i]), (0, 0), 0.7) for i in part])
            m = mask[..., None]
            lines.append(np.hstack(list(made[start:start + columns] * m + real * (1 - m))))
        lines.append(np.hstack(list(rows[-1][start:start + columns])))
        blocks.append(np.vstack(lines))
    sheet = (np.vstack(blocks).clip(0, 1) * 255).astype(np.uint8)
    return cv2.resize(sheet, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)[..., ::-1]


def main():
    args = argparse.ArgumentParser()
    args.add_argument('data')
    args.add_argument('model')
    args.add_argument('--heldout')
    args.add_argument('--sheet')
    args = args.parse_args()
    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    data = samples.load(args.data, ['anchors', 'grid', 'talk'], read_heldout(args.heldout))
    kind = np.array([n.split('/')[0] for n in data['names']])[data['clip']]
    train = choose(data)
    train = train[kind[train] != 'talk']
    line = ridge(data, rng.choice(train, min(8000, len(train)), False))
    model = load_model(args.model)
    opening = samples.opening_of(data['contours'])
    fair = (data['share'] > samples.MIN_INTERIOR_SHARE) & (opening > 0.06)
    sets = {
        'held-out anchors': fair & data['held'] & (kind == 'anchors'),
        'held-out grid': fair & data['held'] & (kind == 'grid'),
        'talk (other people)': fair & (kind == 'talk'),
    }
    print(f"{'':22}{'pictures':>9}  drawn by" + ''.join(f'{name:>9}' for name in MEASURES))
    for name, chosen in sets.items():
        index = np.where(chosen)[0]
        if len(index) == 0:
            continue
        index = rng.choice(index, min(1500, len(index)), False)
        f = samples.features(data['contours'][index], data['tones'][index])
        bare = samples.features(data['contours'][index], samples.bare_lips(data['tones'][index]))
        for by, made in (('ridge', line(f)), ('model', model(bare))):
            figures = ''.join(f'{v:9.3f}' for v in measure(made, data, index))
            print(f'{name:22}{len(index):9}  {by:8}{figures}')
    shapes = data['contours'][rng.choice(np.where(sets['talk (other people)'])[0], 500, False)]
    for name, tone in PALE.items():
        tones = np.tile(np.array([tone]), (len(shapes), 1))
        green, white = extremes(model(samples.features(shapes, tones)), shapes, tone[:3])
        print(f'{name:22} greenest {green:.1f}, brightest {white:.3f}')
    if args.sheet:
        index = np.concatenate([
            rng.choice(np.where(sets['held-out anchors'] & (opening > 0.12))[0], 24, False),
            rng.choice(np.where(sets['talk (other people)'] & (opening > 0.12))[0], 24, False),
        ])
        f = samples.features(data['contours'][index], data['tones'][index])
        bare = samples.features(data['contours'][index], samples.bare_lips(data['tones'][index]))
        cv2.imwrite(args.sheet, contact_sheet([line(f), model(bare)], data, index))


if __name__ == '__main__':
    main()
