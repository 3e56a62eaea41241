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
        return self.net(features, self.style).permute(0, 2, 3, 1)


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
