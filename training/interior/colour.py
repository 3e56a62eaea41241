"""From light and enamel share to R, G, B, given the tone of skin and lips.

Colour is not free: between what living tissue and what enamel look like under the light that the skin
shows. So no picture can be greener than neutral, nor teeth brighter than a lit tooth beside that skin.
"""

import torch

LUMA = (0.299, 0.587, 0.114)
# A lit front tooth's luma beside skin of luma s: TOOTH_BASE + TOOTH_SLOPE * s, for teeth vary less than
# complexions (the anchors of the footage: 0.38 + 0.56 s, lit from the front); below DIM the light itself is dim.
TOOTH_BASE, TOOTH_SLOPE, DIM = 0.27, 0.62, 0.25
# Common skin under white light, R/G and B/G, and how much of a skin's difference from it is the light's.
COMMON_SKIN = (1.32, 0.84)
LIGHT_SHARE = 0.5
ENAMEL = (1.19, 0.9)
ENAMEL_LEAST, ENAMEL_MOST = (1.04, 0.74), (1.4, 0.98)
# Inner tissue against the lips outside: wetter, redder.
TISSUE = (1.2, 0.96)


def ratios(rgb):
    """[N,3] -> R/G, B/G [N,2]"""
    rgb = rgb.clamp(min=0.02)
    return torch.stack([rgb[:, 0] / rgb[:, 1], rgb[:, 2] / rgb[:, 1]], 1)


def of_unit_luma(ratio):
    """R/G, B/G [N,2] -> R, G, B of luma 1, [N,3,1,1]"""
    rgb = torch.stack([ratio[:, 0], torch.ones_like(ratio[:, 0]), ratio[:, 1]], 1)
    luma = (rgb * rgb.new_tensor(LUMA)).sum(1, keepdim=True)
    return (rgb / luma)[..., None, None]


def compose(light, share, skin, lip):
    """light, share [N,1,48,64]; skin, lip [N,3] -> [N,3,48,64] in 0..1"""
    new = skin.new_tensor
    luma = (skin * new(LUMA)).sum(1)[:, None, None, None]
    reference = (TOOTH_BASE + TOOTH_SLOPE * luma) * (luma / DIM).clamp(max=1)
    cast = (ratios(skin) / new(COMMON_SKIN)) ** LIGHT_SHARE
    enamel = torch.minimum(torch.maximum(cast * new(ENAMEL), new(ENAMEL_LEAST)), new(ENAMEL_MOST))
    tissue = ratios(lip) * new(TISSUE)
    tissue = torch.stack([tissue[:, 0].clamp(1.45, 2.8), tissue[:, 1].clamp(0.5, 1.1)], 1)
    colour = share * of_unit_luma(enamel) + (1 - share) * of_unit_luma(tissue)
    return (light * reference * colour).clamp(0, 1)
