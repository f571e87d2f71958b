## Not yet re-read by a speaker

answer-yes = Sí
answer-maybe = Quizá
answer-not-today = Hoy no
answer-message = Mensaje
answer-other = Una respuesta que este Ekin no conoce. Actualice Ekin.
answer-by = De: { $name }
answer-by-house = De la casa: { $name }

cli-answer = Responder a un anuncio, también sin conexión y sin cuenta
cli-answer-yes = Responder que sí
cli-answer-maybe = Responder quizá
cli-answer-not-today = Responder « hoy no »
cli-answer-message = Escribir a quien organiza
cli-answer-text = Unas palabras
cli-answer-by = Nombre con el que responde
cli-answer-for = Para una persona de la casa: la respuesta se queda en la casa hasta que un profesional la transmita
cli-answer-space = La casa
cli-answer-no-reply = No pedir respuesta: nada lleva a este dispositivo
cli-answer-list = Sus respuestas, y lo que le han respondido
cli-answer-asked = Lo que las personas de la casa han respondido
cli-answer-pass = Transmitir una respuesta en nombre de la casa
cli-answer-keep = No transmitir una respuesta, y decir por qué
cli-answer-because = Por qué, dicho a la persona
cli-answer-asked-id = Comienzo del identificador, en « ekin answer asked »
cli-answer-seats = Plazas de asiento
cli-answer-wheelchair = Plazas para silla de ruedas
cli-answer-companions = Plazas de acompañante

answer-written = Respuesta escrita. Irá a quien organiza, y nadie más podrá leerla.
answer-none = No ha respondido a ningún anuncio. Busque con « ekin search », y después « ekin answer yes ».
answer-asked = Anotado en la casa. Un profesional lo transmitirá.
answer-asked-none = Nadie ha respondido a un anuncio en esta casa.
answer-passed = Transmitido en nombre de la casa. El nombre de la persona se queda aquí.
answer-kept = Anotado. La persona lo leerá en la casa.

asked-waiting = Espera a un profesional
asked-passed = Transmitido (dispositivo { $device })
asked-kept = No transmitido (dispositivo { $device })
asked-reply = Respuesta: { $reply }

error-no-way = Este anuncio no dice cómo responder. Escriba a la moderación: « ekin offer ».
error-other-ways = Este anuncio no tiene buzón. Responda de otra manera: { $ways }
error-no-name = Diga con qué nombre pide una plaza, con --by.
error-names-person = Estas palabras nombran a la persona. Su nombre no sale de la casa: dígalo de otra manera.
error-through-house = Este dispositivo es de una persona de la casa. Responda con --for y --space: un profesional lo transmitirá.
error-passed-already = Ya está transmitido, o ya se decidió no hacerlo. Vea « ekin answer asked ».
error-not-asked = Ninguna respuesta empieza por « { $id } » en esta casa. Vea « ekin answer asked ».
