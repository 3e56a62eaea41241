"""Writes the decoder, with one style baked in, as ONNX: features [1,47] -> interior [1,48,64,3] RGB 0..1.

usage: export.py MODEL.pt OUT.onnx
"""

import sys

import numpy as np
import onnx
import onnxruntime
import torch

import samples
from network import Decoder
from style import style_of


class Shipped(torch.nn.Module):
    def __init__(self, net, style):
        super().__init__()
        self.net = net
        self.register_buffer('style', style[None])

    def forward(self, features):
        red, green, blue = self.net(features, self.style).split(1, dim=1)
        # Asked for more tooth than it has seen under some light, the decoder turns teeth greenish or
        # lilac. Enamel is a little yellow: red > green > blue; tongue and gums (red well above green) may be
        # pink, and skin that is itself bluish tells of bluish light.
        skin = features[:, 40:43, None, None].clamp(min=0.02)
        warmth = (0.65 + 0.35 * skin[:, 0:1] / skin[:, 1:2]).clamp(1, 1.3)
        red = torch.maximum(red, warmth * green).clamp(max=1)
        light = (1.1 * skin[:, 2:3] / skin[:, 1:2]).clamp(1, 1.5)
        blue = torch.minimum(blue, (0.94 * green + 0.4 * (red - green)) * light)
        return torch.cat([red, green, blue], 1).permute(0, 2, 3, 1)


def main():
    source, target = sys.argv[1:3]
    saved = torch.load(source, weights_only=False)
    net = Decoder(np.zeros(samples.FEATURES), np.ones(samples.FEATURES))
    net.load_state_dict(saved['net'])
    shipped = Shipped(net, style_of(saved)).eval()
    example = net.mean[None].float()
    torch.onnx.export(
        shipped, (example,), target, input_names=['features'], output_names=['interior'],
        opset_version=17, dynamo=False,
    )
    model = onnx.load(target)
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(target, providers=['CPUExecutionProvider'])
    (made,) = session.run(None, {'features': example.numpy()})
    with torch.no_grad():
        difference = np.abs(made - shipped(example).numpy()).max()
    print(target, made.shape, f'largest difference from torch {difference:.2e}')


if __name__ == '__main__':
    main()
