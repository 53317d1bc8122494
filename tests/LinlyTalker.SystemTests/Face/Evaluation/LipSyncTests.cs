using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Evaluation;
using LinlyTalker.Face.Motion;
using LinlyTalker.Face.Puppet;
using LinlyTalker.SystemTests.Face.Landmarks;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.SystemTests.Face.Evaluation;

/// <summary>The small sister of the benchmark <c>lips</c>: landmarks on our own frames of speech.</summary>
public class LipSyncTests
{
    [Theory(Timeout = 240000)]
    [InlineData("Paul bought a map of the camp.")]
    [InlineData("My mother called Bob about the lamp.")]
    public async Task Lips_shut_for_every_p_b_m_and_open_for_stressed_open_vowels(string text)
    {
        using var finder = FaceModels.Finder();
        var photo = FaceModels.Hopper();
        var renderer = new PuppetRenderer(new PortraitAvatar(photo, finder.Find(photo, TestContext.Current.CancellationToken)[0]));
        var said = await SayAsync(text);
        var animator = new PhonemeAnimator();
        var idle = await GapsAsync([new(new AudioChunk(new float[8000], 16000, 0), null)]);
        var speech = await GapsAsync(said.Select(c => new FaceMoment(c.Audio, animator.Animate(c))));

        var track = new LipTrack(idle.Frames.Select(f => f.Gap).Order().ElementAt(idle.Frames.Count / 2));
        foreach (var (seconds, gap) in speech.Frames)
        {
            track.Add(seconds, gap);
        }

        var score = new LipScore();
        score.Add(track, said[^1].Phonemes, said[0].Audio.SampleRate);
        Assert.True(score.Closures >= 4 && score.Vowels >= 3, "the sentence no longer has the sounds it was chosen for");
        Assert.True(score.Shut == score.Closures && score.Open >= score.Vowels - 1, string.Join('\n', score.Misses));

        async Task<LipTrack> GapsAsync(IEnumerable<FaceMoment> moments)
        {
            var gaps = new LipTrack(1);
            await foreach (var frame in renderer.RenderAsync(moments.ToAsyncEnumerable(), new(), TestContext.Current.CancellationToken))
            {
                using (frame)
                {
                    var face = finder.Find(FramePicture.Of(frame), TestContext.Current.CancellationToken)[0];
                    gaps.Add((double)frame.Position / frame.SampleRate, LipTrack.GapOf(face));
                }
            }

            return gaps;
        }
    }

    private static async Task<List<SpeechChunk>> SayAsync(string text)
    {
        Sentence[] sentences = [new() { Index = 0, Text = text, Spoken = text, Language = "en" }];
        var chunks = new List<SpeechChunk>();
        try
        {
            await foreach (var chunk in new VoiceRouter([new FliteEngine()]).SpeakAsync(
                sentences.ToAsyncEnumerable(), new(), TestContext.Current.CancellationToken))
            {
                chunks.Add(chunk);
            }
        }
        catch (LinlyTalker.Core.Errors.InputException error)
        {
            Assert.Skip(error.Message);
        }

        return chunks;
    }
}
