from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "marsad.web.accounts"
    label = "accounts"
