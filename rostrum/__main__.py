"""``python -m rostrum`` is the ``rostrum`` command."""

import sys

from rostrum.cli import main

sys.exit(main())
