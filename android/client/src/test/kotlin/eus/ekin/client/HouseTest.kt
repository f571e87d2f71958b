package eus.ekin.client

import eus.ekin.core.Ask
import eus.ekin.core.CountedAt
import eus.ekin.core.Days
import eus.ekin.core.Failure
import eus.ekin.core.IncidentDraft
import eus.ekin.core.IncidentIs
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import eus.ekin.core.MemberRole
import eus.ekin.core.Near
import eus.ekin.core.NeedKind
import eus.ekin.core.Seen
import java.nio.file.Path
import java.time.LocalDateTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** A house on the real core and a real relay: names of devices, a plan that two write on, the outing under way, an incident. */
class HouseTest {
    @TempDir lateinit var folder: Path

    private fun open(name: String) = runBlocking { EkinClient.open(folder.resolve(name), null, Language.FR) }

    @Test
    fun `two people of a house write one plan, count, and read by whose phone`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("ane", "space", "create", "house", "--name", "Etxe Alaia", "--relay", relay.url)
            val person = "11".repeat(16)
            val start = LocalDateTime.now(ZoneId.of("Europe/Paris")).minusMinutes(5).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm"))
            open("ane").use { ane ->
                ane.sync()
                val house = ane.houses().single()
                val staff = checkNotNull(house.staff) { "the home and its staff are one house" }
                assertTrue(house.space != staff.space)
                ane.close()
                relay.ekin("ane", "doc", "new", "profile", "--space", house.space, "--field", "person=$person", "--field", "name=Joseph")
                relay.ekin(
                    "ane", "doc", "new", "outing", "--space", house.space, "--field", "title=Le musée", "--field", "start=$start",
                    "--field", "legs.a.what=departure", "--field", "legs.a.at=$start", "--field", "roster.$person=-",
                )
            }
            open("ane").use { ane ->
                open("mikel").use { mikel ->
                    val house = ane.houses().single()
                    val invitation = ane.invite(house.space, MemberRole.EDUCATOR, 60)
                    ane.sync()
                    mikel.acceptInvitation(invitation.link)
                    rounds(mikel, ane) { ane.members(house.space).arrivals.isNotEmpty() }
                    val number = ane.members(house.space).arrivals.single().number
                    ane.approve(house.space, number)
                    rounds(ane, mikel) { mikel.outings().isNotEmpty() }
                    mikel.nameDevice(house.space, number, "Téléphone de Mikel")
                    assertThrows<Failure.Refused> { runBlocking { mikel.nameDevice(house.space, 0u, "Autre") } }
                    rounds(mikel, ane) { ane.members(house.space).members.any { it.named == "Téléphone de Mikel" } }

                    // Each writes with no network: two fields stand beside each other, in one both are shown.
                    val outing = ane.outings().single()
                    val before = ane.plan(outing.space, outing.plan).text
                    assertEquals("Le musée" to start, before.title to before.start)
                    assertEquals(before, mikel.plan(outing.space, outing.plan).text)
                    ane.writePlan(outing.space, outing.plan, before, before.copy(place = "Musée basque", meeting = "Gare"))
                    mikel.writePlan(outing.space, outing.plan, before, before.copy(town = "Baiona", meeting = "Mairie"))
                    rounds(ane, mikel) { listOf(ane, mikel).all { it.plan(outing.space, outing.plan).rivals.isNotEmpty() } }
                    val both = ane.plan(outing.space, outing.plan)
                    assertEquals("Musée basque" to "Baiona", both.text.place to both.text.town)
                    val rival = both.rivals.single()
                    assertEquals("meeting" to 2, rival.field to rival.said.size)
                    assertTrue(rival.said.any { "Mairie" in it && "Téléphone de Mikel" in it }, "${rival.said}")
                    // To write one of them again settles it.
                    ane.writePlan(outing.space, outing.plan, both.text, both.text.copy(meeting = "Devant la gare"))
                    assertTrue(ane.plan(outing.space, outing.plan).rivals.isEmpty())
                    val wrong = assertThrows<Failure.Fields> { runBlocking { ane.writePlan(outing.space, outing.plan, before, before.copy(start = "demain")) } }
                    assertEquals("start", wrong.fields.single().path)

                    // The outing under way says how many are there, at the moment that is now.
                    val bar = checkNotNull(ane.underWay())
                    assertEquals(listOf(0u, 1u, 0u), listOf(bar.present, bar.expected, bar.disputed))
                    val at = CountedAt(outing.space, outing.plan, bar.leg!!.row)
                    ane.check(at, person, Seen.HERE)
                    mikel.check(at, person, Seen.NOT_HERE)
                    rounds(ane, mikel) { ane.underWay()!!.disputed == 1u && mikel.underWay()!!.disputed == 1u }
                    val said = ane.heads(outing.space, outing.plan, null).disputes.single().said
                    assertEquals(setOf(null, "Téléphone de Mikel"), said.map { it.by }.toSet())
                    assertTrue(ane.conflicts().open.any { one -> one.sides.any { "Téléphone de Mikel" in it.by } })

                    // What happened is the staff's: on a phone without their space it waits there.
                    val incident = IncidentDraft("Une chute.", listOf(person), "Dans le bus", "", null)
                    assertEquals(IncidentIs.SEALED, ane.reportIncident(incident))
                    assertEquals(IncidentIs.KEPT, mikel.reportIncident(incident))
                    assertThrows<Failure> { runBlocking { ane.reportIncident(incident.copy(what = " ")) } }
                }
            }
            assertTrue("Une chute." in relay.ekin("ane", "incident", "list"))
        }
    }

    @Test
    fun `filters count what they show, and a phone with no house has no outing under way`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("owner", "territory", "create", "Euskal Herria", "--relay", relay.url)
            relay.ekin("owner", "sync")
            relay.ekin("owner", "import", "--sample")
            relay.ekin("owner", "sync")
            val link = relay.territoryLink("owner")
            open("citizen").use { client ->
                client.join(link)
                client.sync()
                assertNull(client.underWay())
                val everything = Ask("", null, null, false, false, false, false)
                val all = client.howMany(everything)
                client.setNeeds(listOf(NeedKind.WHEELCHAIR, NeedKind.COMPANION))
                val asks = listOf(
                    everything.copy(listingType = ListingType.LOAN), everything.copy(days = Days.MONTH), everything.copy(language = Language.ES),
                    everything.copy(near = Near("Bayonne", 10.0)), everything.copy(fit = true), everything.copy(free = true, language = Language.EU),
                )
                for (ask in asks) {
                    val found = client.search(ask, limit = 200)
                    assertEquals(listOf(found.cards.size.toULong(), found.count), List(2) { client.howMany(ask) }, "$ask")
                    assertTrue(client.howMany(ask) <= all, "$ask")
                }
                assertTrue(client.howMany(asks.first()) < all)
                assertThrows<Failure.Refused> { runBlocking { client.howMany(everything.copy(near = Near("Xyzzy", 10.0))) } }
            }
        }
    }
}
