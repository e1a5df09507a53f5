"""The WSGI application, for `marsad up` and for any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from marsad.web import folder

folder.prepare(folder.data_folder())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marsad.web.settings")
application = get_wsgi_application()
