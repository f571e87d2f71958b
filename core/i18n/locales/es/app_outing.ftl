## An incident in an outing, and its plan

app-incident-title = Incidencia
app-incident-sealed = Solo lo leerá el equipo. La hora se anota sola.
app-incident-what = ¿Qué ha pasado?
app-incident-who = ¿A quién afecta?
app-incident-where = ¿Dónde?
app-incident-measures = ¿Qué se ha hecho?
app-incident-write = Anotar para el equipo
app-incident-needed = Diga primero qué ha pasado.
app-incident-for = ¿Para qué equipo?
app-incident-choose = Elija primero el equipo, al final de la página.
app-plan-edit = Cambiar el plan
app-plan-keep = Guardar el plan
app-plan-start = Inicio
app-plan-end = Fin
app-plan-day-of = { $what }: día
app-plan-hour-of = { $what }: hora
app-plan-address = Dirección
app-plan-meeting = Punto de encuentro
app-plan-how-many = Cuántas personas
app-plan-ratio = Personas por responsable
app-plan-seats = Número de plazas
app-plan-two = Dos personas han escrito: { $field }
app-plan-choose = Ver y elegir
