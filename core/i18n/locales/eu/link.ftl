## Links: what they lead to, before anybody follows them

link-web = Kode honek webgune bat irekitzen du. Ekinek ez du irekitzen. Eskatu Ekinen esteka edo kodea.
link-elsewhere = Esteka honek ez du ez lurralde batera ez etxe batera eramaten. Eskatu lurraldearen esteka, edo etxearen gonbidapena.
link-territory = Esteka honek lurralde honen iragarkiak irekitzen ditu: { $name }.
link-territory-here = Lurralde hau hemen dago jada: { $name }. Ez dago ezer egiteko.
link-territory-beside = Esteka hau beste lurralde batekoa da: { $name }. Hau ere gordetzen duzu: { $here }. Gehitu nahi duzu?
link-role = Zure eginkizuna: { $role }
link-until = Gonbidapenak noiz arte balio duen: { $when }
link-over = Gonbidapena amaituta: { $when }. Eskatu beste bat.
link-sheet = Lantaldeak gailu hau aurrez aurre gehitu du. Gailuak hau eskatuko du: { $names }
link-seen = Lantaldeak ikusiko du gailu hau sartu dela. Eginkizun horrekin partekatzen dena irakurriko du.
link-follow = Sartu: { $name }
listing-told-link = Ekin aplikazioan: { $link }
