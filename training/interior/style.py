"""The style that ships: which kind of mouth the decoder is asked for."""

import torch

# Between footage (0) and drawing (1).
DRAWN = 0.7
# Ranks among frames of like opening, -1..1: no wet lower lip (a dark floor), upper teeth reaching the
# upper lip, clearly toothed, the teeth high, neither dark nor pale, high in contrast, interior and not lip.
RANKS = (-0.7, 0.15, 0.45, -0.4, 0.2, 0.8, 0.6)


def style_of(saved, drawn=DRAWN):
    """A checkpoint's style; what of it is footage: RANKS and the mean look over all training clips, no single person's."""
    footage = torch.cat([torch.tensor(RANKS, dtype=torch.float32), saved['looks'].mean(0)])
    return torch.cat([torch.tensor([drawn]), (1 - drawn) * footage])
