"""nbgrader's configuration of this course: ``configure`` puts zerokara's steps into its pipelines."""

from pathlib import Path

from autograder.nbgrader_plugin import configure

c = get_config()
configure(c)

c.CourseDirectory.course_id = "zerokara"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
