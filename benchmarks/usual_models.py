"""What one writes instead of `--data FILE`: CSafeLoader, then pydantic models with validators.

python benchmarks/usual_models.py FILE COMPANY
"""

import datetime
import re
import sys
from decimal import Decimal
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

AMOUNT = re.compile(r"(US\$|HK\$|RMB ?)(-?[0-9,.]+)(bn|m|k)?")
SCALES = {"bn": 10**9, "m": 10**6, "k": 10**3, None: 1}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Source(Strict):
    title: str
    publisher: str
    published: datetime.date
    kind: str


class Fact(Strict):
    metric: str
    period: str
    value: tuple[str, Decimal]
    source: str
    status: str = "actual"
    deal: str | None = None

    @field_validator("period", mode="before")
    @classmethod
    def _period(cls, text: object) -> str:
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}|FY[0-9]{4}", str(text)):
            raise ValueError("no period")
        return str(text)

    @field_validator("value", mode="before")
    @classmethod
    def _value(cls, text: str) -> tuple[str, Decimal]:
        match = AMOUNT.fullmatch(text)
        if not match:
            raise ValueError("no amount")
        return match[1], Decimal(match[2].replace(",", "")) * SCALES[match[3]]


class Company(Strict):
    name: str
    currency: str
    facts: list[Fact]


class File(Strict):
    sources: dict[str, Source]
    companies: dict[str, Company]


file = File.model_validate(yaml.load(Path(sys.argv[1]).read_bytes(), yaml.CSafeLoader))
print(file.companies[sys.argv[2]].facts[0])
