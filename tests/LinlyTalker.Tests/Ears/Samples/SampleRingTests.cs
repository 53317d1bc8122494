using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Ears.Samples;

namespace LinlyTalker.Tests.Ears.Samples;

public class SampleRingTests
{
    [Fact]
    public void It_gives_the_last_samples_of_whatever_was_written() => Prop.ForAll(
        Gen.Choose(0, 25).ArrayOf().ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (pieces, asked) =>
        {
            var ring = new SampleRing(10);
            var all = new List<float>();
            foreach (var length in pieces)
            {
                var piece = Enumerable.Range(all.Count, length).Select(i => (float)i).ToArray();
                ring.Write(piece);
                all.AddRange(piece);
            }

            var expected = all.TakeLast(Math.Min(asked, 10));
            Assert.Equal(expected, ring.Last(asked));
        }).Check(Config.QuickThrowOnFailure.WithReplay(7, 7));
}
