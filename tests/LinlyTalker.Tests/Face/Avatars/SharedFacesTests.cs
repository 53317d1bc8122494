using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Avatars;
using LinlyTalker.Face.Puppet;

namespace LinlyTalker.Tests.Face.Avatars;

public class SharedFacesTests
{
    private static readonly long PhotoBytes = New().Bytes;

    [Fact]
    public async Task Many_who_ask_at_a_time_share_one_face_that_is_opened_once()
    {
        var faces = new SharedFaces(long.MaxValue);
        var opened = 0;
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => faces.Get("a", () =>
        {
            Interlocked.Increment(ref opened);
            return New();
        }))));
        Assert.Equal(1, opened);
        Assert.Single(asked.Distinct());
    }

    [Fact]
    public void The_face_that_was_left_longest_goes_first()
    {
        var faces = new SharedFaces(PhotoBytes * 5 / 2);
        var opened = new List<string>();
        foreach (var id in (string[])["a", "b", "a", "c", "a"])
        {
            Ask(faces, id, opened);
        }

        Assert.Equal(["a", "b", "c"], opened);
        Assert.Equal(2, faces.Count);
    }

    [Fact]
    public void A_face_that_is_shown_is_found_again_though_there_is_no_room_for_it()
    {
        var faces = new SharedFaces(1);
        var shown = faces.Get("a", New);
        Ask(faces, "b", []);
        Assert.Equal(1, faces.Count);
        Assert.Same(shown, faces.Get("a", () => throw new InvalidOperationException("opened twice")));
    }

    [Fact]
    public void A_face_is_weighed_with_what_was_prepared_for_it()
    {
        var face = New();
        face.For(128);
        Assert.Equal(PhotoBytes + (4 * ((256 * 256) + (128 * 128))), face.Bytes);
    }

    [Fact]
    public void What_failed_is_tried_again_and_what_is_forgotten_opened_anew()
    {
        var faces = new SharedFaces(long.MaxValue);
        Assert.Throws<LinlyException>(() => faces.Get("a", () => throw new LinlyException("no disk")));
        var first = faces.Get("a", New);
        faces.Forget("a");
        Assert.NotSame(first, faces.Get("a", New));
    }

    private static void Ask(SharedFaces faces, string id, List<string> opened) => faces.Get(id, () =>
    {
        opened.Add(id);
        return New();
    });

    private static PortraitAvatar New() => new(TestFaces.Avatar("hopper").Photo, TestFaces.Landmarks("hopper"));
}
