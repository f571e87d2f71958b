## Not yet re-read by a speaker

qr-too-long = Este enlace es demasiado largo para un código QR. Envíelo como mensaje.
qr-fragile = Este código QR es muy denso. Muéstrelo en grande, en una pantalla.
