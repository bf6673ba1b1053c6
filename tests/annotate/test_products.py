"""Products of matrices by numpy are those of spaCy's library but for their last digits, and the same row by row."""

import importlib
from typing import Any

import numpy as np
import pytest
from thinc.api import Model, NumpyOps

from dateline.annotate.products import LEAST, Products, quicken_products
from dateline.annotate.sentences import load_model
from dateline.config import DEFAULT_MODEL

SHAPES = ((288, 288), (96, 64), (64, 384), (64, 37))
"""Columns and outputs of the products in the pipeline's networks."""


def draw(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return numbers that are the same at every run."""
    return np.random.default_rng(sum(shape)).standard_normal(shape, dtype=np.float32)


@pytest.mark.parametrize(("columns", "outputs"), SHAPES)
def test_a_row_rests_on_itself_alone(columns: int, outputs: int) -> None:
    """However many rows stand beside it, a row gives the same bits: a page is read alike alone and among others."""
    rows, weights = draw(700, columns), draw(outputs, columns)
    whole = Products().gemm(rows, weights, trans2=True)
    for count in (1, 2, 5, 13, LEAST - 1, LEAST, LEAST + 1, 200, 333):
        part = Products().gemm(np.ascontiguousarray(rows[3 : 3 + count]), weights, trans2=True)
        assert np.array_equal(part, whole[3 : 3 + count])


@pytest.mark.parametrize("count", [1, LEAST, 200])
def test_the_product_is_the_plain_one(count: int) -> None:
    """Turned or not, into a given array or a new one."""
    left, right = draw(count, 96), draw(96, 50)
    plain = NumpyOps().gemm(left, right)
    out = np.empty_like(plain)
    assert np.allclose(Products().gemm(left, right, out=out), plain, atol=1e-4)
    assert np.allclose(out, plain, atol=1e-4)
    turned = Products().gemm(np.ascontiguousarray(left.T), right, trans1=True)
    assert np.allclose(turned, plain, atol=1e-4)


def test_all_networks_of_our_pipeline_are_quickened() -> None:
    """Also those whose component others stand in for: each multiplies by numpy and looks its words up."""
    models = [getattr(pipe, "model", None) for _, pipe in load_model().components]
    networks = [network for network in models if isinstance(network, Model)]
    in_use = [network for network in networks if network.name == "parser_model" or "kept_vectors" in parts(network)]
    assert len(in_use) >= 3
    assert all(isinstance(part.ops, Products) for network in in_use for part in network.walk())
    assert sum("kept_vectors" in parts(network) for network in in_use) >= 2


def parts(network: Model[Any, Any]) -> list[str]:
    """Return the names of what a network consists of."""
    return [part.name for part in network.walk()]


def test_the_vectors_of_a_text_are_as_before() -> None:
    """A pipeline whose products are quickened makes the same vectors, to the last digits."""
    plain, ours = (importlib.import_module(DEFAULT_MODEL).load() for _ in range(2))
    quicken_products(ours)
    text = "The ministers of Ostland met in Porto Dell on Friday, and Mia Ek said that they would meet again."
    assert np.allclose(plain(text).tensor, ours(text).tensor, atol=1e-4)
    assert plain(text).to_json() == ours(text).to_json()
