## Not yet re-read by a speaker

report-over = igaro da edo bertan behera dago
report-not-so = ez da zuzena
report-personal = pertsona bati, haren osasunari edo zaintzari buruz ari da
report-commercial = publizitatea da, edo diru-eskaera bat
report-harmful = kalte egin dezake
report-words = beste zerbait, hitzez
report-other = bertsio berriago bateko arrazoi bat
inbox-kind-report = jakinarazpena
report-written = Zure oharra lurraldeko moderatzaileei iritsiko zaie. Ez du esaten nor zaren.
report-beside = Jakinarazita. Noiz: { $when }. Zergatik: { $reason }. Mezua: { $id }.
report-about = Jakinarazitako iragarkia: « { $title } ». Identifikatzailea: { $id }. Zer ez doan ondo: { $reason }.
report-about-gone = Jakinarazitako iragarkia ez dago gailu honetan. Identifikatzailea: { $id }. Zer ez doan ondo: { $reason }.

listing-hidden = Iragarkia ezkutatuta dago gailu honetan, eta ez beste inon. Berriro ikusteko: ekin hide { $id } --undo

listing-not-hidden = Iragarkia berriro zure zerrendetan dago.
cli-report = Iragarki baten berri eman moderatzaileei, sarerik gabe ere
cli-report-id = Iragarkiaren identifikatzailearen hasiera
cli-report-reason = Zer dagoen gaizki
cli-report-words = Zure hitzak
cli-hide = Iragarki bat ezkutatu gailu honetan
cli-hide-undo = Berriro erakutsi
