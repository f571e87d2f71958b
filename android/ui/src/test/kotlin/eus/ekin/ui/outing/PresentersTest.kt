package eus.ekin.ui.outing

import eus.ekin.core.Ask
import eus.ekin.core.Days
import eus.ekin.core.Failure
import eus.ekin.core.House
import eus.ekin.core.IncidentDraft
import eus.ekin.core.IncidentIs
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import eus.ekin.core.Near
import eus.ekin.core.PlanPage
import eus.ekin.core.PlanText
import eus.ekin.core.StaffPart
import eus.ekin.core.UnderWay
import eus.ekin.ui.FakeCore
import eus.ekin.ui.HouseSamples
import eus.ekin.ui.Samples
import eus.ekin.ui.count.CountPresenter
import eus.ekin.ui.discover.DiscoverEvent
import eus.ekin.ui.discover.DiscoverPresenter
import eus.ekin.ui.discover.NOTHING
import eus.ekin.ui.filter.FilterEvent
import eus.ekin.ui.filter.FilterPresenter
import eus.ekin.ui.incident.IncidentEvent
import eus.ekin.ui.incident.IncidentPresenter
import eus.ekin.ui.plan.DayHour
import eus.ekin.ui.plan.PlanEvent
import eus.ekin.ui.plan.PlanPresenter
import eus.ekin.ui.refused
import eus.ekin.ui.words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Presenters of an outing and of the filters alone: what each asks of the core, and what it keeps where that fails. */
class PresentersTest {
    private val all = Samples(Language.FR)
    private val samples = HouseSamples(Language.FR, all)
    private val french = { words(Language.FR) }
    private val plan = samples.outing.plan!!
    private val outing = plan.line

    @Test
    fun `an incident is written down once, for the staff that was chosen, and stays typed where that fails`() {
        val two = listOf("t", "v").map { House("h$it", "Etxe", null, 0u, StaffPart(it, "équipe")) }
        var full = true
        val core = FakeCore(
            "outing" to { plan }, "houses" to { two + House("x", "Etxe", null, 0u, null) },
            "reportIncident" to { if (full) throw Failure.Full() else IncidentIs.SEALED },
        )
        val presenter = IncidentPresenter(core.client, outing, french, core.scope) {}
        presenter.on(IncidentEvent.Write)
        assertTrue(presenter.state.value.fault!!.isNotBlank())
        presenter.on(IncidentEvent.What("Une chute."))
        presenter.on(IncidentEvent.Write)
        assertTrue(presenter.state.value.failure!!.isNotBlank())
        assertFalse("reportIncident" in core.names)
        val whom = plan.people.first().person
        presenter.on(IncidentEvent.Concerns(whom, true))
        presenter.on(IncidentEvent.Staff("v"))
        presenter.on(IncidentEvent.Where("Dans le bus"))
        presenter.on(IncidentEvent.Write)
        assertEquals("Une chute." to null, presenter.state.value.run { what to written })
        full = false
        presenter.on(IncidentEvent.Write)
        assertEquals(listOf("reportIncident", IncidentDraft("Une chute.", listOf(whom), "Dans le bus", "", "v")), core.calls.last())
        assertEquals(IncidentIs.SEALED, presenter.state.value.written)
        val calls = core.calls.size
        presenter.on(IncidentEvent.Write)
        assertEquals(calls, core.calls.size)
    }

    @Test
    fun `of a plan only what was typed is written, with what it was before`() {
        val before = samples.planEdit.before!!
        val page = PlanPage(before, samples.planEdit.rivals)
        val gone = mutableListOf<PlanEvent>()
        val core = FakeCore("plan" to { page }, "writePlan" to { (_, _, _, after) -> if ((after as PlanText).title == "") refused("fields") else page })
        val presenter = PlanPresenter(core.client, outing, french, core.scope) { gone += it }
        assertEquals(page.rivals, presenter.state.value.rivals)
        presenter.on(PlanEvent.Change(before.copy(title = "")))
        presenter.on(PlanEvent.Keep)
        assertTrue(presenter.state.value.failure!!.isNotBlank() && gone.isEmpty())
        presenter.on(PlanEvent.Change(before.copy(place = "Plage")))
        presenter.on(PlanEvent.Start(DayHour("2026-11-28", "15:00")))
        presenter.on(PlanEvent.End(DayHour("", " ")))
        presenter.on(PlanEvent.Keep)
        assertEquals(listOf("writePlan", "s", "p", before, before.copy(place = "Plage", start = "2026-11-28T15:00", end = "")), core.calls.last())
        assertEquals(listOf<PlanEvent>(PlanEvent.Back), gone)
    }

    @Test
    fun `filters count after each tap, and a town that nobody knows is said beside its field`() {
        val core = FakeCore("howMany" to { (ask) -> if ((ask as Ask).near?.place == "Xyz") refused("no-place") else 7uL })
        val gone = mutableListOf<FilterEvent>()
        val presenter = FilterPresenter(core.client, NOTHING.copy(words = "musée"), french, core.scope, restMs = 0) { gone += it }
        presenter.on(FilterEvent.Fit(true))
        presenter.on(FilterEvent.What(ListingType.LOAN))
        presenter.on(FilterEvent.When(Days.WEEKEND))
        presenter.on(FilterEvent.Told(Language.EU))
        presenter.on(FilterEvent.Place(" Baiona "))
        presenter.on(FilterEvent.Within(60.0))
        val asked = NOTHING.copy(words = "musée", fit = true, listingType = ListingType.LOAN, days = Days.WEEKEND, language = Language.EU, near = Near("Baiona", 60.0))
        assertEquals(listOf("howMany", asked), core.calls.last())
        assertEquals(7uL to null, presenter.state.value.run { count to fault })
        presenter.on(FilterEvent.Place("Xyz"))
        assertTrue(presenter.state.value.fault!!.isNotBlank())
        presenter.on(FilterEvent.Show(presenter.state.value.ask))
        assertTrue(gone.isEmpty())
        presenter.on(FilterEvent.Clear)
        assertEquals(NOTHING.copy(words = "musée") to "", presenter.state.value.run { ask to place })
        presenter.on(FilterEvent.Show(presenter.state.value.ask))
        assertEquals(listOf<FilterEvent>(FilterEvent.Show(NOTHING.copy(words = "musée"))), gone)
    }

    @Test
    fun `what was chosen in the filters is searched for, not shown in sections`() {
        val page = eus.ekin.core.Page(emptyList(), null, 0u)
        val core = FakeCore("search" to { page }, "discover" to { eus.ekin.core.Discover(all.discover.freshness!!, emptyList()) })
        val presenter = DiscoverPresenter(core.client, french, core.scope) {}
        assertEquals("discover", core.names.last())
        for (ask in listOf(NOTHING.copy(fit = true), NOTHING.copy(days = Days.TODAY), NOTHING.copy(language = Language.ES), NOTHING.copy(near = Near("Baiona", 10.0)))) {
            presenter.on(DiscoverEvent.Asked(ask))
            assertEquals("search" to ask, core.calls.last().run { first() to this[1] })
        }
    }

    @Test
    fun `the outing under way is counted at the moment that is now, and is gone when it is closed`() {
        var shown: UnderWay? = all.underWay
        val (core, gone) = FakeCore("underWay" to { shown }) to mutableListOf<UnderWayEvent>()
        val presenter = UnderWayPresenter(core.client, core.scope) { gone += it }
        assertEquals(shown, presenter.state.value)
        val event = UnderWayEvent.Count(all.underWay.outing, "b")
        presenter.on(event)
        assertEquals(listOf<UnderWayEvent>(event), gone)
        shown = null
        assertNull(UnderWayPresenter(core.client, core.scope) {}.state.value)
        val counts = FakeCore("heads" to { all.count.count })
        CountPresenter(counts.client, all.underWay.outing, french, counts.scope, "b") {}
        assertEquals(listOf("heads", "s", "p", "b"), counts.calls.first())
    }
}
