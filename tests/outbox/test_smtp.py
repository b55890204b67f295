"""The connection to the mail server: encrypted, signed in, and broken in the middle."""

import datetime as dt
import ssl
from ipaddress import ip_address

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rostrum.outbox.operations import deliver_due
from tests.outbox.letters import AT, sent
from tests.outbox.post_office import post_office

pytestmark = pytest.mark.django_db
FIRST = "mission0@missions.example"


def certificate(folder):
    """Write a certificate for 127.0.0.1 that vouches for itself, and its key; return their path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def trusted(certified, monkeypatch):
    """Have this machine trust the certificate, as an office's own authority would be."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certified))
    return certified


def tls(path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def who(_server, _session, _envelope, _mechanism, data):
    right = (data.login, data.password) == (b"post@un.example", b"p/w")
    return AuthResult(success=right, handled=False)


SIGNED_IN = {"authenticator": who, "auth_required": True}


def deliver(at=AT):
    return deliver_due(clock=lambda: at)


def at(office, scheme, user=""):
    return office.url.replace("smtp://", f"{scheme}://{user}")


def test_a_letter_goes_encrypted_by_starttls_to_who_signed_in(settings, trusted):
    with post_office(tls_context=tls(trusted), require_starttls=True, **SIGNED_IN) as office:
        settings.ROSTRUM_SMTP = at(office, "smtp+starttls", "post%40un.example:p%2Fw@")
        letter = sent(2)
        assert deliver().counts["delivered"] == 2
        assert set(office.times) == set(letter.deliveries.values_list("address", flat=True))


def test_a_letter_goes_encrypted_from_the_first_byte(settings, trusted):
    with post_office(ssl_context=tls(trusted)) as office:
        settings.ROSTRUM_SMTP = at(office, "smtps")
        sent()
        assert deliver().counts["delivered"] == 1


def test_a_server_that_nobody_vouches_for_gets_no_letter(settings, certified):
    with post_office(tls_context=tls(certified), require_starttls=True) as office:
        settings.ROSTRUM_SMTP = at(office, "smtp+starttls")
        letter = sent(2)
        assert "certificate" in deliver().unreachable.lower()
        assert office.taken == []
        assert set(letter.deliveries.values_list("state", flat=True)) == {"waiting"}


def test_a_server_that_knows_no_encryption_gets_no_letter(settings):
    with post_office() as office:
        settings.ROSTRUM_SMTP = at(office, "smtp+starttls")
        sent()
        assert "STARTTLS" in deliver().unreachable
        assert office.taken == []


def test_a_wrong_password_refuses_no_recipient(settings, trusted):
    with post_office(tls_context=tls(trusted), require_starttls=True, **SIGNED_IN) as office:
        settings.ROSTRUM_SMTP = at(office, "smtp+starttls", "post%40un.example:wrong@")
        letter = sent(3)
        done = deliver()
        assert done.unreachable.startswith("535")
        assert "wrong" not in done.unreachable
        assert set(letter.deliveries.values_list("state", flat=True)) == {"waiting"}

        settings.ROSTRUM_SMTP = at(office, "smtp+starttls", "post%40un.example:p%2Fw@")
        assert deliver(AT + dt.timedelta(minutes=1)).counts["delivered"] == 3


@pytest.mark.parametrize("answer", ["421 4.3.2 closing", "data 421 4.3.2 closing", "hang up", "data hang up"])
def test_a_connection_that_breaks_costs_a_pause_and_the_others_go_on(settings, answer):
    with post_office() as office:
        settings.ROSTRUM_SMTP = office.url
        office.will_answer(FIRST, answer)
        letter = sent(3)
        assert deliver().counts == {"delivered": 2, "waiting": 1, "refused": 0, "given_up": 0}
        assert letter.deliveries.get(state="waiting").address == FIRST
        assert deliver(AT + dt.timedelta(minutes=1)).counts["delivered"] == 1
        assert set(office.times.values()) == {1}
