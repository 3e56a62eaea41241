"""Measures and shows what a decoder draws for people it has not seen.

usage: evaluate.py DATA_DIR MODEL.(pt|onnx) [--heldout FILE] [--sheet OUT.png]

PSNR over truly interior pixels (see samples.interior_weight) and the ratio of gradient energy
(drawn / real) over the same pixels. Beside the model: the mean colour, and a ridge regression from
shape and tone to pixels, both fitted on the training clips.
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
    """-> (PSNR in dB, gradient energy ratio, mean luma difference) over interior pixels."""
    real = data['pictures'][index].astype(np.float32) / 255
    w = data['weight'][index].astype(np.float32) / 255
    error = (w[..., None] * (made - real) ** 2).sum() / (3 * w.sum())
    to_luma = np.array([0.299, 0.587, 0.114], np.float32)
    energy = []
    for picture in (made @ to_luma, real @ to_luma):
        gx = np.minimum(w[:, :, 1:], w[:, :, :-1]) * np.diff(picture, axis=2) ** 2
        gy = np.minimum(w[:, 1:], w[:, :-1]) * np.diff(picture, axis=1) ** 2
        energy.append(gx.sum() + gy.sum())
    bias = (w * ((made - real) @ to_luma)).sum() / w.sum()
    return -10 * np.log10(error), energy[0] / energy[1], bias


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
    print(f"{'':22}{'pictures':>9}  ridge: PSNR  energy  luma   model: PSNR  energy  luma")
    for name, chosen in sets.items():
        index = np.where(chosen)[0]
        if len(index) == 0:
            continue
        index = rng.choice(index, min(1500, len(index)), False)
        f = samples.features(data['contours'][index], data['tones'][index])
        bare = samples.features(data['contours'][index], samples.bare_lips(data['tones'][index]))
        a, b = measure(line(f), data, index), measure(model(bare), data, index)
        print(f'{name:22}{len(index):9}        {a[0]:5.2f}  {a[1]:5.2f} {a[2]:+.3f}         {b[0]:5.2f}  {b[1]:5.2f} {b[2]:+.3f}')
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
