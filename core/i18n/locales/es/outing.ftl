## Not yet re-read by a speaker

outing-none = Aquí no hay ninguna salida con ese nombre. Cree una: « ekin outing new ».
outing-several = Hay varias salidas abiertas aquí. Diga cuál con --outing. Vea « ekin outing list ».
outing-no-person = Aquí nadie se llama « { $name } ». Vea la lista de participantes, o haga antes la ficha de esa persona.
outing-words = Esas palabras están vacías, son demasiado largas o tienen signos ilegibles. Escríbalas de otra manera.
seats-none-asked = Diga cuántas plazas, o para quién.
seats-claimed = Plaza pedida. Todavía no es seguro.
seats-withdrawn = Petición retirada.
seats-accepted = Plaza aceptada.
seats-declined = Petición no aceptada.
seats-undone = Decisión deshecha.
seats-asked-again = La petición vuelve a contar.
seats-capacity-set = Número de plazas anotado.
seats-free = { $n ->
    [0] Completo
    [one] { $n } plaza libre
   *[other] { $n } plazas libres
}
seats-no-limit = Número de plazas sin límite
seats-free-wheelchair = { $n ->
    [0] Sin plazas para silla de ruedas
    [one] { $n } plaza para silla de ruedas
   *[other] { $n } plazas para silla de ruedas
}
seats-free-companions = { $n ->
    [0] Sin plazas de acompañante
    [one] { $n } plaza de acompañante
   *[other] { $n } plazas de acompañante
}
seats-over = { $n ->
    [0] Hay plazas para todo el grupo.
    [one] Hay { $n } persona más que plazas. No se ha quitado a nadie: decídanlo en equipo.
   *[other] Hay { $n } personas más que plazas. No se ha quitado a nadie: decídanlo en equipo.
}
seats-capacity-conflict = Dos personas han escrito un número de plazas distinto. Cuenta el menor. Decídanlo en equipo.
seats-carers-missing = { $n ->
    [0] Hay responsables suficientes.
    [one] Falta { $n } responsable.
   *[other] Faltan { $n } responsables.
}
seats-demand = { $seats } + silla de ruedas: { $wheelchair } + acompañante: { $companions }
seats-standing-held = plaza aceptada
seats-standing-provisional = plaza aceptada aquí, todavía no es seguro
seats-standing-over = de más
seats-standing-likely = probable
seats-standing-waiting = lista de espera, número { $n }
seats-standing-declined = no aceptada
seats-standing-withdrawn = retirada
seats-contested = Dos decisiones distintas. Sí: { $yes }. No: { $no }.
seats-priority = Prioridad: { $name }. La última vez se quedó sin plaza.
seats-buddy = Con { $name }
seats-pick-up = Punto de encuentro: { $place }
seats-two-people = Dos personas han escrito esta petición.
seats-empty = Nadie ha pedido plaza todavía.
seats-error-withdrawn = La petición de « { $party } » se retiró: no queda nada que decidir. Si debe contar de nuevo, haga otra petición o deshaga la retirada: ekin seat undo
seats-error-twice = { $name } ya está en una petición: « { $party } ». Retírela antes, o pida sin esa persona.
seats-twice = { $name } está también en otra petición: « { $party } ». Retire una de las dos.
seats-capacity-how-many = Diga cuántas plazas hay, con --seats, --wheelchair, --companions o --no-limit. Lo que no se dice queda como antes.
heads-no-leg = El programa no tiene el momento « { $given } ». Tiene: { $names }
heads-no-legs = El programa no tiene momentos. Añada uno, por ejemplo: ekin outing edit legs.a.what=departure
heads-noted = Anotado.
heads-total = { $here } de { $total }
heads-group = { $name }: { $here } de { $total }
heads-with = Con { $name }: { $n }
heads-all-here = Está todo el grupo. No falta nadie.
heads-missing = { $n ->
    [0] No falta nadie. { $names }
    [one] Falta { $n } persona: { $names }
   *[other] Faltan { $n } personas: { $names }
}
heads-to-count = { $n ->
    [0] Se ha contado a todo el grupo. { $names }
    [one] { $n } persona por contar: { $names }
   *[other] { $n } personas por contar: { $names }
}
heads-more = { $n ->
    [0] Nadie más que la lista.
    [one] { $n } persona más, sin inscribir
   *[other] { $n } personas más, sin inscribir
}
heads-dispute = { $person }: no hay acuerdo. { $here }: « está ». { $gone }: « no está ». Vaya ahora a comprobarlo.
heads-place = Último lugar conocido: { $place } ({ $time }, { $name })
heads-excused = Ha avisado: { $names }
heads-seen-present = está
heads-seen-absent = no está
heads-seen-excused = ha avisado
heads-device = dispositivo { $number }
card-none = No hay ficha. Llame a la casa.
card-closed = La salida ha terminado. La ficha está cerrada.
card-noted = Se ha anotado esta apertura.
card-never = Nadie ha abierto esta ficha.
card-stale = Puede haber cambiado desde las últimas noticias de la casa.
card-as-of = Ficha actualizada: { $when }. Puede haber cambiado desde entonces.
card-opened = La abrió: { $who }. Motivo: { $reason } ({ $time })
card-reason-emergency = emergencia
card-reason-care = cuidado previsto
card-reason-preparation = preparación
card-reason-other = otro
card-numbers = Números ({ $country }): { $numbers }
card-service-any = { $number } cualquier emergencia
card-service-medical = { $number } urgencias médicas
card-service-fire = { $number } bomberos
card-service-police = { $number } policía
card-service-text = { $number } por SMS, si no se puede oír o hablar
card-service-violence = { $number } violencia contra las mujeres
card-service-suicide = { $number } ideas de suicidio
cli-card = La ficha de emergencia de una persona
cli-card-open = Abrir la ficha: se anotan la apertura y el motivo
cli-card-log = Quién ha abierto esta ficha
cli-card-reason = Motivo
cli-card-country = País en el que está el teléfono: FR, ES
cli-seat = Las plazas de una salida: quién pide, quién decide
cli-seat-list = Las plazas, las peticiones y la lista de espera
cli-seat-capacity = Decir cuántas plazas hay
cli-seat-claim = Pedir plazas
cli-seat-withdraw = Retirar una petición
cli-seat-accept = Aceptar una petición
cli-seat-decline = No aceptar una petición
cli-seat-undo = Deshacer una decisión
cli-seat-seats = Asientos
cli-seat-wheelchair = Plazas para silla de ruedas
cli-seat-companions = Plazas de acompañante
cli-seat-no-limit = Quitar el límite de asientos
cli-seat-flex = Una plaza libre de silla de ruedas puede servir de asiento
cli-seat-fill = Un grupo pequeño puede pasar delante de uno mayor que espera
cli-seat-person = Persona, por su nombre o el comienzo de su identificador
cli-seat-pick-up = Punto de encuentro
cli-seat-buddy = Quién acompaña a una persona nueva
cli-seat-missed = La última vez se quedó sin plaza
cli-seat-note = Mensaje
cli-seat-because = Motivo
cli-seat-party = Cómo se llama el grupo: una casa, una familia
cli-seat-id = Comienzo del identificador de la petición
cli-check = Contar a las personas, en cada momento
cli-check-list = Quién está, quién falta, dónde no coinciden dos recuentos
cli-check-here = Estas personas están
cli-check-absent = Estas personas no están
cli-check-excused = Estas personas han avisado
cli-check-unnamed = Cuántas personas hay sin inscribir
cli-check-leg = Momento: una línea del programa
cli-check-with = Con qué responsable
cli-check-place = Dónde, en pocas palabras
cli-check-number = Número de personas
cli-outing = Salida: comienzo del identificador, cuando hay varias
