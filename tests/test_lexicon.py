"""What is wrong with a file of the resources is told with the file and the line."""

from pathlib import Path

import pytest

from dateline.errors import ResourceError
from dateline.lexicon import load_rows, load_table


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"# words\nverbs = 'go'\n", ":2: verbs should be a list of strings"),
        (b"# words\nverbs = ['go', 5]\n", ":2: verbs should be a list of strings"),
        (b"# words\nverbs = [\n", ":2: "),
        (b"verbs = ['\xff']\n", ": is not UTF-8"),
    ],
)
def test_a_table_that_is_wrong(text: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "verbs.toml"
    path.write_bytes(text)
    with pytest.raises(ResourceError, match=rf"verbs\.toml{told}"):
        load_table(path).words("verbs")


def test_a_table_that_maps_what_it_should_not(tmp_path: Path) -> None:
    path = tmp_path / "verbs.toml"
    path.write_text("[go]\npast = 5\n", "utf-8")
    with pytest.raises(ResourceError, match=r"verbs\.toml:1: go should map strings to strings"):
        load_table(path).mapping("go")
    with pytest.raises(ResourceError, match=r"verbs\.toml:2: go.past should be a table of lists"):
        load_table(path).lists("go", "past")


def test_a_row_with_too_many_cells_and_a_cell_that_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("# learned\nfeature\tweight\nnear\tmuch\n", "utf-8")
    (row,) = load_rows(path)
    with pytest.raises(ResourceError, match=r"weights\.tsv:3: weight should be a number, not 'much'"):
        row.read_number("weight")
    path.write_text("feature\tweight\nnear\t1\t2\n", "utf-8")
    with pytest.raises(ResourceError, match=r"weights\.tsv:2: 3 cells under 2 columns"):
        list(load_rows(path))


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    for read in (load_table, lambda path: list(load_rows(path))):
        with pytest.raises(ResourceError, match=r"none\.toml: cannot be read: No such file"):
            read(tmp_path / "none.toml")
