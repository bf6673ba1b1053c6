"""How one event stands to another: in answer, within it, on one trip, in denial; `relate` and `across` ask these."""
