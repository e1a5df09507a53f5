"""The site: keeps what the core coded and shows it, in Arabic and English. The only part that knows Django.

folder      the one data folder: its mode, its secret key
settings    read from MARSAD_* variables (docs/reference/settings.md)
store       reports, events and their versions; every change is an action
accounts    people; the one-time link that makes the first administrator
pages       what readers see
api         the same records as GeoJSON
commands    what the command line calls: up, add, admin_link
"""
