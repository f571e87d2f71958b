package eus.ekin.ui.simple

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

class ScanTest {
    private fun Scan.steps(count: Int) = (1..count * Scan.PARTS).fold(this) { scan, _ -> scan.tick() }

    @Test
    fun `each thing is offered for a step, in order, and after three rounds it rests`() {
        val offered = generateSequence(Scan(3)) { it.steps(1) }.take(10).map { it.at }.toList()
        assertEquals(listOf(0, 1, 2, 0, 1, 2, 0, 1, 2, null), offered)
        val rests = Scan(3).steps(9)
        assertNull(rests.steps(5).at)
        assertEquals(0, rests.again().at)
    }

    @Test
    fun `the time that is left gets less and begins anew with each thing`() {
        val left = generateSequence(Scan(2)) { it.tick() }.take(Scan.PARTS + 2).map { it.left }.toList()
        assertEquals((Scan.PARTS downTo 1).toList() + listOf(Scan.PARTS, Scan.PARTS - 1), left)
    }
}
