"""The site's addresses. Pages stand under their language, /ar/ or /en/; the API does not."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LogoutView
from django.urls import path

from marsad.web.accounts.views import Login, setup
from marsad.web.api import views as api
from marsad.web.pages import views as pages

urlpatterns = [
    path("", pages.root, name="root"),
    path("api/events.geojson", api.events, name="api-events"),
    path("api/days.json", api.days, name="api-days"),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("reports/", pages.reports, name="reports"),
        path("reports/<slug:key>/", pages.report, name="report"),
        path("reports/<slug:key>/<slug:local_id>/", pages.event, name="event"),
        path("map/", pages.map_page, name="map"),
        path("map/rows/", pages.map_rows, name="map-rows"),
        path("about/", pages.about, name="about"),
        path("setup/<str:token>/", setup, name="setup"),
        path("login/", Login.as_view(), name="login"),
        path("logout/", LogoutView.as_view(), name="logout"),
    ),
]
handler400 = "marsad.web.pages.errors.bad_request"
handler403 = "marsad.web.pages.errors.forbidden"
handler404 = "marsad.web.pages.errors.not_found"
handler500 = "marsad.web.pages.errors.broken"
