"""People, made up for tests."""

import factory

from rostrum.people import models


class AccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Account

    email = factory.Sequence(lambda n: f"officer{n}@example.org")
    name = factory.Sequence(lambda n: f"Officer {n}")


class StateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.State

    iso3 = factory.Sequence(lambda n: f"{n:03d}")
    status = "member"
    regional_group = "WEOG"
    order_en = factory.Sequence(lambda n: n)
    name_en = factory.Sequence(lambda n: f"State {n}")
    name_fr = factory.LazyAttribute(lambda s: f"{s.name_en} (fr)")
    name_es = name_ru = name_ar = name_zh = formal_en = factory.SelfAttribute("name_en")


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Organization

    name = factory.Sequence(lambda n: f"Organization {n}")
    category = "ngo"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Person

    honorific = "Ms."
    given_names = "Ana"
    surname = factory.Sequence(lambda n: f"Surname{n}")
    gender = "f"
