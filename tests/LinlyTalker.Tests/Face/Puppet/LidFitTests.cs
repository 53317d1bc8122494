using System.Numerics;
using LinlyTalker.Face.Puppet;

namespace LinlyTalker.Tests.Face.Puppet;

public class LidFitTests
{
    [Fact]
    public void A_curve_of_fourth_degree_is_found_again()
    {
        static float Curve(float x) => 3 - (0.2f * x) + (0.01f * x * x) - (0.0002f * x * x * x) + (0.00001f * x * x * x * x);
        var fit = new LidFit([.. Enumerable.Range(-8, 17).Select(i => new Vector2(2 * i, Curve(2 * i)))]);
        for (var x = -16f; x <= 16; x += 0.5f)
        {
            Assert.Equal(Curve(x), fit.At(x), 1e-3f);
        }
    }

    [Fact]
    public void Beyond_its_ends_it_runs_level()
    {
        var fit = new LidFit([.. Enumerable.Range(0, 9).Select(i => new Vector2(i, i * i))]);
        Assert.Equal(64, fit.At(100), 1e-2f);
        Assert.Equal(0, fit.At(-100), 1e-2f);
    }
}
