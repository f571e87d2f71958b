package eus.ekin.ui.simple

import eus.ekin.client.EkinClient
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.SimpleTablet
import eus.ekin.core.SimpleTile
import eus.ekin.ui.words
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class SetUpPresenterTest {
    private val french = words(Language.FR)
    private val samples = SimpleSamples(french)
    private val core = FakeCore(SimpleTablet(false, false, emptyList(), listOf(samples.maialen, samples.joseph)), emptyMap())
    private val done = mutableListOf<SetUpEvent>()
    private val presenter = SetUpPresenter(
        EkinClient(core, Dispatchers.Unconfined), { french }, CoroutineScope(SupervisorJob() + Dispatchers.Unconfined), onDone = done::add,
    )

    private val now get() = presenter.state.value

    @Test
    fun `simple mode begins with somebody and a code, and what lacks is said`() {
        presenter.on(SetUpEvent.For("m", true))
        presenter.on(SetUpEvent.Start)
        assertEquals(french[Say.simpleErrorNoPin()], now.fault)
        presenter.on(SetUpEvent.ChooseCode)
        presenter.on(SetUpEvent.Code("120987", "120988"))
        presenter.on(SetUpEvent.KeepCode)
        assertEquals(french[Say.simplePinOther()], now.fault)
        presenter.on(SetUpEvent.Code("120987", "120987"))
        presenter.on(SetUpEvent.KeepCode)
        assertTrue(now.hasPin && now.codeKept)
        assertNull(now.code)
        presenter.on(SetUpEvent.Start)
        assertEquals(listOf<SetUpEvent>(SetUpEvent.Start), done)
        assertTrue(core.tablet.on)
    }

    @Test
    fun `what is chosen is kept at once, tiles stay in their order, one tile is too few`() {
        presenter.on(SetUpEvent.For("j", true))
        presenter.on(SetUpEvent.Tile("j", SimpleTile.MINE, true))
        assertEquals(listOf(SimpleTile.OUTINGS, SimpleTile.MINE, SimpleTile.PHOTOS), core.tablet.residents.single().tiles)
        presenter.on(SetUpEvent.Tile("j", SimpleTile.MINE, false))
        presenter.on(SetUpEvent.Tile("j", SimpleTile.PHOTOS, false))
        assertEquals(french[Say.simpleErrorTiles()], now.fault)
        presenter.on(SetUpEvent.Tile("j", SimpleTile.FEEL, true))
        assertNull(now.fault)
    }

    @Test
    fun `a step of scanning stays between half a second and five`() {
        presenter.on(SetUpEvent.For("m", true))
        presenter.on(SetUpEvent.Scan("m", true))
        repeat(20) { presenter.on(SetUpEvent.Step("m", slower = true)) }
        assertEquals(5_000u, now.residents.single().stepMs)
        repeat(20) { presenter.on(SetUpEvent.Step("m", slower = false)) }
        assertEquals(500u, now.residents.single().stepMs)
        presenter.on(SetUpEvent.Scan("m", false))
        assertNull(core.tablet.residents.single().stepMs)
    }
}
