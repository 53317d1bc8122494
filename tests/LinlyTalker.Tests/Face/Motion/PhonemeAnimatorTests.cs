using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Motion;
using LinlyTalker.Language.Phonemes;

namespace LinlyTalker.Tests.Face.Motion;

public class PhonemeAnimatorTests
{
    [Fact]
    public void Every_sound_of_the_inventory_has_a_shape()
    {
        Assert.Empty(PhonemeInventory.All.Where(p => MouthShapes.Find(p.Ipa) is null).Select(p => p.Ipa));
    }

    [Fact]
    public void Sounds_that_close_the_lips_are_those_that_the_inventory_calls_so()
    {
        foreach (var phoneme in PhonemeInventory.All)
        {
            Assert.Equal(phoneme.ClosesLips, MouthShapes.Find(phoneme.Ipa)!.Closure == Closure.Seal);
        }
    }

    [Theory]
    [InlineData("p", 0.08)]
    [InlineData("b", 0.05)]
    [InlineData("m", 0.03)]
    public void Lips_shut_for_a_bilabial_between_any_two_vowels_even_a_short_one(string ipa, double length)
    {
        foreach (var before in PhonemeInventory.All.Where(p => p.IsVowel))
        {
            foreach (var after in (string[])["a", "i", "u"])
            {
                var phonemes = TestMotion.Spans([("", 0.2, 0), (before.Ipa, 0.12, 1), (ipa, length, 0), (after, 0.12, 1), ("", 0.2, 0)]);
                var motion = TestMotion.Animate(phonemes);

                // Every second frame is what a picture at 25 per second sees.
                foreach (var parity in (int[])[0, 1])
                {
                    var closed = Enumerable.Range(0, motion.FrameCount).Where(f => f % 2 == parity)
                        .Where(f => f / 50.0 > 0.28 && f / 50.0 < 0.36 + length)
                        .Any(f => motion[f, FaceChannel.JawOpen] < 0.02 && motion[f, FaceChannel.MouthPressLeft] > 0.65
                            && motion[f, FaceChannel.MouthLowerDownLeft] < 0.02);
                    Assert.True(closed, $"{before.Ipa} {ipa} {after}");
                }
            }
        }
    }

    [Fact]
    public void The_mouth_opens_on_a_stressed_open_vowel()
    {
        var motion = TestMotion.Animate(TestMotion.Spans([("", 0.2, 0), ("t", 0.08, 0), ("ɑ", 0.12, 1), ("t", 0.08, 0), ("", 0.2, 0)]));
        Assert.True(Enumerable.Range(0, motion.FrameCount).Max(f => motion[f, FaceChannel.JawOpen]) > 0.35);
    }

    [Fact]
    public void The_lower_lip_meets_the_teeth_for_f()
    {
        var motion = TestMotion.Animate(TestMotion.Spans([("a", 0.2, 1), ("f", 0.08, 0), ("a", 0.2, 1)]));
        Assert.True(Enumerable.Range(0, motion.FrameCount).Max(f => motion[f, FaceChannel.MouthRollLower]) > 0.6);
    }

    [Fact]
    public void Rounding_shows_before_the_rounded_vowel_sounds()
    {
        var motion = TestMotion.Animate(TestMotion.Spans([("", 0.3, 0), ("s", 0.1, 0), ("t", 0.08, 0), ("u", 0.2, 1), ("", 0.2, 0)]));
        var atT = motion[(int)(0.44 * 50), FaceChannel.MouthPucker];
        Assert.True(atT > 0.3, $"pucker {atT} in the middle of t");
    }

    [Theory]
    [InlineData(320)]
    [InlineData(1600)]
    [InlineData(8000)]
    public void Motion_in_chunks_is_the_motion_of_the_whole_sentence(int chunk)
    {
        var whole = TestMotion.Animate(TestMotion.Phonemes);
        var animator = new PhonemeAnimator();
        var next = 0L;
        for (var start = 0L; start < TestMotion.Length; start += chunk)
        {
            var part = animator.Animate(
                TestMotion.Chunk(TestMotion.Phonemes, start, Math.Min(start + chunk, TestMotion.Length)));
            Assert.Equal(next, part.FirstFrame);
            for (var i = 0; i < part.FrameCount; i++)
            {
                Assert.Equal(whole.Frame((int)next + i), part.Frame(i));
            }

            next += part.FrameCount;
        }

        Assert.Equal(whole.FrameCount, next);
    }

    [Fact]
    public void A_cut_within_a_frame_changes_its_jaw_a_little_and_nothing_else()
    {
        var whole = TestMotion.Animate(TestMotion.Phonemes);
        var animator = new PhonemeAnimator();
        for (long start = 0, next = 0; start < TestMotion.Length; start += 1234)
        {
            var part = animator.Animate(
                TestMotion.Chunk(TestMotion.Phonemes, start, Math.Min(start + 1234, TestMotion.Length)));
            for (var i = 0; i < part.FrameCount; i++, next++)
            {
                for (var c = 0; c < FaceMotion.ChannelCount; c++)
                {
                    var tolerance = (FaceChannel)c == FaceChannel.JawOpen ? 0.06f : 0;
                    Assert.Equal(whole.Frame((int)next)[c], part.Frame(i)[c], tolerance);
                }
            }
        }
    }

    [Fact]
    public void Frames_stand_on_the_reply_s_grid_wherever_a_chunk_begins()
    {
        var motion = new PhonemeAnimator().Animate(TestMotion.Chunk(TestMotion.Phonemes, 16001, 16640));
        Assert.Equal(51, motion.FirstFrame);
        Assert.Equal(1, motion.FrameCount);
    }

    [Fact]
    public void Weights_stay_within_their_range_and_change_smoothly()
    {
        var motion = new PhonemeAnimator().Animate(TestMotion.Chunk(TestMotion.Phonemes, 0, TestMotion.Length, "happy"));
        for (var f = 1; f < motion.FrameCount; f++)
        {
            for (var c = 0; c < (int)FaceChannel.HeadYaw; c++)
            {
                var value = motion.Frame(f)[c];
                Assert.InRange(value, 0, 1);
                Assert.InRange(value - motion.Frame(f - 1)[c], -0.5f, 0.5f);
            }
        }
    }

    [Fact]
    public void A_happy_sentence_smiles_and_a_plain_one_hardly_does()
    {
        var animator = new PhonemeAnimator();
        var happy = animator.Animate(TestMotion.Chunk(TestMotion.Phonemes, 0, TestMotion.Length, "happy"));
        var plain = TestMotion.Animate(TestMotion.Phonemes);
        Assert.True(happy[70, FaceChannel.MouthSmileLeft] > plain[70, FaceChannel.MouthSmileLeft] + 0.4);
    }

    [Fact]
    public void Without_phonemes_the_face_rests()
    {
        var motion = new PhonemeAnimator().Animate(TestMotion.Chunk([], 0, 16000));
        Assert.Equal(50, motion.FrameCount);
        for (var f = 0; f < 50; f++)
        {
            Assert.All(motion.Frame(f).ToArray(), w => Assert.Equal(0, w, 1e-5f));
        }
    }
}
