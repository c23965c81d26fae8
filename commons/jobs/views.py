"""Running a job again from the CMS."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from . import services
from .models import Job
from .services.asking import WrongState

RUN_AGAIN = "jobs.change_job"


@require_admin_access
@permission_required(RUN_AGAIN, raise_exception=True)
def run_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask first, then put the job back into the queue."""
    job = get_object_or_404(Job, pk=pk)
    if request.method != "POST":
        return render(request, "jobs/admin/run_again.html", {"job": job})
    try:
        services.retry(job=job)
    except WrongState as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(job)s is in the queue again.") % {"job": job})
    return redirect("jobs:index")
