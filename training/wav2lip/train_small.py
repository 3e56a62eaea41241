"""python -m wav2lip.train_small SET OUT SIZE [--minutes M]: the small net, OUT/small-SIZE.pt and .onnx.

At 96 pixels its hearing first learns the lips' gap from sound alone. At 256 it goes on from what it was at 96.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from .export import export
from .samples import DECIBEL, LOUDER, Samples
from .small_network import FOLDS, Hearing, SmallNetwork

# One thread: on a busy machine two wait for each other most of the time.
SEED, THREADS, BATCH = 1, 1, 24
LEARNING_RATE = 2e-3
GAP_WEIGHT = 0.05
SMALLEST = min(FOLDS)


def learn_hearing(hearing: Hearing, samples: Samples, minutes: float) -> None:
    windows, gaps = samples.sound(samples.frames("train"))
    held = [samples.sound(samples.frames("held", person)) for person in ["drawn", None]]
    optimizer = torch.optim.AdamW(hearing.parameters(), LEARNING_RATE, weight_decay=0.02)
    started, epoch = time.monotonic(), 0
    while (spent := (time.monotonic() - started) / 60 / minutes) < 1:
        hearing.train()
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * (1 - spent)
        for picks in torch.randperm(len(windows)).split(128):
            louder = (torch.rand(len(picks), 1, 1, 1) * 2 - 1) * LOUDER * DECIBEL
            heard = hearing((windows[picks] + louder).clamp(-4, 4))
            loss = F.smooth_l1_loss(hearing.gap(heard)[:, 0], gaps[picks], beta=0.3)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        epoch += 1
        if epoch % 4 == 1:
            print(f"hearing {epoch}: r of the gap, drawn and all that is held out: {correlations(hearing, held)}", flush=True)


@torch.no_grad()
def correlations(hearing: Hearing, sets) -> str:
    hearing.eval()
    guesses = [(hearing.gap(hearing(windows))[:, 0], gaps) for windows, gaps in sets]
    return ", ".join(f"{np.corrcoef(a.numpy(), b.numpy())[0, 1]:.2f}" for a, b in guesses)


def learn_drawing(network: SmallNetwork, samples: Samples, minutes: float) -> None:
    random = np.random.default_rng(SEED)
    pool = samples.frames("train")
    optimizer = torch.optim.AdamW(network.parameters(), LEARNING_RATE, weight_decay=1e-4)
    held = samples.frames("held")
    started, step = time.monotonic(), 0
    network.to(memory_format=torch.channels_last).train()
    while (spent := (time.monotonic() - started) / 60 / minutes) < 1:
        for group in optimizer.param_groups:
            group["lr"] = LEARNING_RATE * min(1, (step + 1) / 50) * (1 - spent)
        loss = step_loss(network, samples, [pool[k] for k in random.integers(len(pool), size=BATCH)], random)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        if step % 100 == 0:
            network.eval()
            with torch.no_grad():
                picks = [held[k] for k in np.linspace(0, len(held) - 1, 64).astype(int)]
                far = step_loss(network, samples, picks, np.random.default_rng(2))
            network.train()
            print(f"{samples.size} px, step {step}, {spent:.0%}: loss {loss:.4f}, held out {far:.4f}", flush=True)


def step_loss(network: SmallNetwork, samples: Samples, picks, random) -> torch.Tensor:
    windows, faces, truth, weights, gaps = samples.batch(picks, random)
    heard = network.hearing(windows)
    picture = network.draw(heard, faces.contiguous(memory_format=torch.channels_last))
    pixels = ((picture - truth).abs() * weights).sum() / (3 * weights.sum())
    return pixels + GAP_WEIGHT * F.smooth_l1_loss(network.hearing.gap(heard)[:, 0], gaps, beta=0.3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("size", type=int, choices=FOLDS)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--minutes-hearing", type=float, default=1)
    parser.add_argument("--resume", action="store_true", help="go on with OUT/small-SIZE.pt")
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)

    samples = Samples(options.set, options.size)
    network = SmallNetwork(options.size)
    print(f"{sum(p.numel() for p in network.parameters()) / 1e6:.2f} million numbers")
    if options.resume:
        network.load_state_dict(torch.load(options.out / f"small-{options.size}.pt"))
    if options.size == SMALLEST:
        learn_hearing(network.hearing, samples, options.minutes_hearing)
    elif not options.resume:
        network.load_state_dict(inner(torch.load(options.out / f"small-{SMALLEST}.pt")), strict=False)
    learn_drawing(network, samples, options.minutes)

    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), options.out / f"small-{options.size}.pt")
    export(network.to(memory_format=torch.contiguous_format), options.size, options.out / f"small-{options.size}.onnx")


def inner(state: dict) -> dict:
    """What does not depend on the pictures' size."""
    return {name: value for name, value in state.items() if not name.startswith(("entry", "exit"))}


if __name__ == "__main__":
    main()
