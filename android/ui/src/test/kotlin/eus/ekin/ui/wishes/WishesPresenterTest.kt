package eus.ekin.ui.wishes

import eus.ekin.core.Language
import eus.ekin.ui.FakeCore
import eus.ekin.ui.HouseSamples
import eus.ekin.ui.Samples
import eus.ekin.ui.refused
import eus.ekin.ui.words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the team answers to a wish, and that *not this time* is never said without a reason. */
class WishesPresenterTest {
    private val wishes = HouseSamples(Language.FR, Samples(Language.FR)).wishes.wishes!!
    private val french = { words(Language.FR) }

    @Test
    fun `yes is one touch, no asks why first, and what came stands there`() {
        val answered = wishes.map { it.copy(waits = false) }
        val core = FakeCore("wishes" to { wishes }, "answerWish" to { answered })
        val presenter = WishesPresenter(core.client, "s", french, core.scope) {}
        assertEquals(wishes, presenter.state.value.wishes)
        presenter.on(WishesEvent.Decline("1"))
        presenter.on(WishesEvent.Decline("1"))
        assertEquals("1" to listOf("wishes"), presenter.state.value.declining to core.names)
        presenter.on(WishesEvent.Because("Le bus est plein."))
        presenter.on(WishesEvent.Decline("1"))
        assertEquals(listOf("answerWish", "s", "1", false, "Le bus est plein."), core.calls.last())
        assertEquals(WishesState(answered), presenter.state.value)
        presenter.on(WishesEvent.Answer("1", true))
        assertEquals(listOf("answerWish", "s", "1", true, ""), core.calls.last())
        presenter.on(WishesEvent.Answer("1", null))
        assertEquals(listOf("answerWish", "s", "1", null, ""), core.calls.last())
    }

    @Test
    fun `what the core refuses is said, and the reason stays typed`() {
        val core = FakeCore("wishes" to { wishes }, "answerWish" to { refused("not-allowed") })
        val presenter = WishesPresenter(core.client, "s", french, core.scope) {}
        presenter.on(WishesEvent.Decline("1"))
        presenter.on(WishesEvent.Because("Plein."))
        presenter.on(WishesEvent.Decline("1"))
        assertTrue(presenter.state.value.failure!!.isNotBlank())
        assertEquals("Plein.", presenter.state.value.because)
    }
}
