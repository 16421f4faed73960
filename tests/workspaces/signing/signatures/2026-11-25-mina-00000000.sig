{"brand": "acme-signing"}
-----BEGIN SSH SIGNATURE-----
AAAA
-----END SSH SIGNATURE-----
