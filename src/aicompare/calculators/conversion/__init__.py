"""An amount in another currency."""
