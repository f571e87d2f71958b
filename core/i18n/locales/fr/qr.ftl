## QR codes

qr-too-long = Ce lien est trop long pour un code QR. Envoyez-le comme un message.
qr-fragile = Ce code QR est très serré. Montrez-le en grand, sur un écran.
