package eus.ekin.client

import eus.ekin.core.CountedAt
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.Mark
import eus.ekin.core.MemberRole
import eus.ekin.core.PinAnswer
import eus.ekin.core.Seen
import eus.ekin.core.SimpleFace
import eus.ekin.core.SimpleFeeling
import eus.ekin.core.SimpleOuting
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleSays
import eus.ekin.core.SimpleTile
import java.nio.file.Path
import java.time.LocalDateTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** The museum outing, there and back, on two phones and a resident's tablet, on the real core and a real relay that is away in between. */
class MuseumTest {
    @TempDir lateinit var folder: Path

    private fun open(name: String) = runBlocking { EkinClient.open(folder.resolve(name), null, Language.FR) }

    private val maialen = "11".repeat(16)
    private val joseph = "22".repeat(16)

    /** A member of the house, by an invitation that is shown face to face; who is of the team is approved. */
    private suspend fun enters(house: String, owner: EkinClient, role: MemberRole, who: EkinClient) {
        val invitation = owner.invite(house, role, 60)
        owner.sync()
        who.acceptInvitation(invitation.link)
        if (role != MemberRole.RESIDENT) {
            rounds(who, owner) { owner.members(house).arrivals.isNotEmpty() }
            owner.approve(house, owner.members(house).arrivals.single().number)
        }
        rounds(who, owner) { who.outings().isNotEmpty() }
    }

    private suspend fun EkinClient.of(resident: SimpleResident): SimpleOuting = simpleDay(resident).outings.single { it.title == "Le musée" }

    @Test
    fun `a resident wants to go, is answered, is counted, and comes home with everybody`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("ane", "space", "create", "house", "--name", "Etxe Alaia", "--relay", relay.url)
            val start = LocalDateTime.now(ZoneId.of("Europe/Paris")).plusMinutes(30).format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm"))
            val house = open("ane").use { ane ->
                ane.sync()
                ane.houses().single().space
            }
            for ((person, name) in listOf(maialen to "Maialen", joseph to "Joseph")) {
                relay.ekin("ane", "doc", "new", "profile", "--space", house, "--field", "person=$person", "--field", "name=$name", "--field", "part=resident")
            }
            relay.ekin(
                "ane", "doc", "new", "outing", "--space", house, "--field", "title=Le musée", "--field", "start=$start",
                "--field", "legs.a.what=departure", "--field", "legs.b.what=return", "--field", "roster.$joseph=-",
            )
            open("mikel").use { mikel ->
                open("tablet").use { tablet ->
                    open("ane").use { ane ->
                        enters(house, ane, MemberRole.EDUCATOR, mikel)
                        enters(house, ane, MemberRole.RESIDENT, tablet)

                        // A carer prepares the tablet for Maialen, in the same app.
                        rounds(tablet, ane) { tablet.simpleTablet().others.size == 2 }
                        val resident = tablet.simpleTablet().others.single { it.person == maialen }.copy(tiles = listOf(SimpleTile.OUTINGS, SimpleTile.MINE), readsFirst = true)
                        assertThrows<Failure.Refused> { runBlocking { tablet.setSimple(true) } }
                        tablet.setSimpleTablet(listOf(resident))
                        tablet.setPin("120987")
                        tablet.setSimple(true)
                        assertTrue(tablet.tryPin("120988") is PinAnswer.Wrong)

                        // With no network she says that she wants to go. It is noted, and nobody else knows of it yet.
                        val before = tablet.of(resident)
                        assertEquals(Triple(true, false, false), Triple(before.asks, before.mine, before.wants))
                        tablet.wish(resident, before.id, SimpleSays.YES)
                        assertTrue(tablet.of(resident).run { wants && !mine && answer.isNotEmpty() })
                        assertTrue(ane.wishes(house).isEmpty() && mikel.wishes(house).isEmpty())

                        // It arrives; the team says yes, and she reads it.
                        rounds(tablet, ane, mikel) { listOf(ane, mikel).all { it.todo().wishes == 1uL } }
                        val wish = mikel.wishes(house).single()
                        assertEquals(listOf("Maialen", "Le musée", true), listOf(wish.name, wish.title, wish.waits))
                        assertThrows<Failure.Refused> { runBlocking { tablet.answerWish(house, wish.id, true, "") } }
                        assertFalse(mikel.answerWish(house, wish.id, true, "").single().waits)
                        rounds(mikel, tablet, ane) { tablet.of(resident).mine && ane.todo().wishes == 0uL }
                        assertTrue(tablet.of(resident).answer.any { "vous y allez" in it.text }, "${tablet.of(resident).answer}")
                        assertEquals(listOf("Le musée"), tablet.simpleDay(resident).outings.filter { it.mine && !it.off }.map { it.title })
                    }
                    // She is on the list.
                    val plan = tablet.of(tablet.simpleTablet().residents.single()).id
                    relay.ekin("ane", "doc", "edit", plan, "--space", house, "--field", "roster.$maialen=-")
                    open("ane").use { ane ->
                        rounds(ane, mikel) { mikel.heads(house, plan, null).rows.size == 2 }
                        relay.close()
                        awayAndBack(house, plan, ane, mikel, tablet)
                    }
                }
            }
        }
    }

    /** In the bus and at the museum there is no network: the relay is gone. */
    private suspend fun awayAndBack(house: String, plan: String, ane: EkinClient, mikel: EkinClient, tablet: EkinClient) {
        for (phone in listOf(ane, mikel, tablet)) assertFalse(phone.sync().reached)
        val legs = ane.outings().single().legs
        assertEquals(listOf("Au départ", "Au retour"), legs.map { it.words })
        for ((phone, leg) in listOf(ane to legs[0], mikel to legs[1])) {
            val at = CountedAt(house, plan, leg.row)
            assertEquals(listOf("Joseph", "Maialen"), phone.heads(house, plan, leg.row).missing.sorted())
            phone.check(at, joseph, Seen.HERE)
            val counted = phone.check(at, maialen, Seen.HERE)
            assertTrue(counted.everybody && counted.rows.all { it.mark == Mark.HERE }, "$counted")
        }
        // At home Maialen says how it was; her tablet has it, and it stays until there is a network.
        val resident = tablet.simpleTablet().residents.single()
        tablet.feel(resident, tablet.of(resident), SimpleFeeling(after = false, face = SimpleFace.GOOD))
        assertEquals(SimpleFace.GOOD, tablet.of(resident).before)
        assertTrue(tablet.tryPin("120987") is PinAnswer.Open, "the carer's code opens with no network")
    }
}
