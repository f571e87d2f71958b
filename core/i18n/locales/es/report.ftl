## Not yet re-read by a speaker

report-over = ya pasó o está cancelado
report-not-so = no es exacto
report-personal = habla de una persona, de su salud o de sus cuidados
report-commercial = es publicidad, o pide dinero
report-harmful = puede hacer daño
report-words = otra cosa, en palabras
report-other = un motivo de una versión más reciente
inbox-kind-report = aviso
report-written = Su aviso llegará a la moderación del territorio. Nada en él dice quién es.
report-beside = Avisado ({ $when }): { $reason }. Mensaje { $id }.
report-about = Anuncio del que se avisa: « { $title } » ({ $id }). Qué no está bien: { $reason }.
report-about-gone = Anuncio del que se avisa, que no está en este dispositivo: { $id }. Qué no está bien: { $reason }.

listing-hidden = Anuncio oculto en este dispositivo, y en ningún otro. Para volver a verlo: ekin hide { $id } --undo

listing-not-hidden = El anuncio vuelve a estar en sus listas.
cli-report = Avisar a la moderación sobre un anuncio, también sin conexión
cli-report-id = Principio del identificador del anuncio
cli-report-reason = Qué está mal
cli-report-words = Sus palabras
cli-hide = Ocultar un anuncio en este dispositivo
cli-hide-undo = Mostrarlo otra vez
