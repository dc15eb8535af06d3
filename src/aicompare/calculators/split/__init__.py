"""An amount split exactly."""
