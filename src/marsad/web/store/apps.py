from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "marsad.web.store"
    label = "store"
