## Links: what they lead to, before anybody follows them

link-web = Este código abre un sitio web. Ekin no lo abre. Pida el enlace o el código de Ekin.
link-elsewhere = Este enlace no lleva ni a un territorio ni a una casa. Pida el enlace del territorio, o la invitación de la casa.
link-territory = Este enlace abre los anuncios de este territorio: { $name }.
link-territory-here = Este territorio ya está aquí: { $name }. No hay nada que hacer.
link-territory-beside = Este enlace es de otro territorio: { $name }. También conserva: { $here }. ¿Añadirlo?
link-role = Su función: { $role }
link-until = La invitación sirve hasta: { $when }
link-over = Invitación terminada: { $when }. Pida otra.
link-sheet = El equipo añadió este dispositivo cara a cara. Va a pedir: { $names }
link-seen = El equipo verá que este dispositivo ha entrado. Leerá lo que se comparte con esta función.
link-follow = Entrar en { $name }
listing-told-link = En Ekin: { $link }
