## Not yet re-read by a speaker

qr-too-long = Esteka hau luzeegia da QR kode baterako. Bidali mezu gisa.
qr-fragile = QR kode hau oso estua da. Erakutsi handian, pantaila batean.
