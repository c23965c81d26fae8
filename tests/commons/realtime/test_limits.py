from commons.realtime.limits import Allowance


def test_allows_so_many_and_refills_steadily():
    now = 0.0
    allowance = Allowance(4, 2.0, clock=lambda: now)
    assert [allowance.take() for _ in range(5)] == [True, True, True, True, False]
    now = 0.5
    assert [allowance.take() for _ in range(2)] == [True, False]
    now = 100.0
    assert [allowance.take() for _ in range(5)] == [True, True, True, True, False]
