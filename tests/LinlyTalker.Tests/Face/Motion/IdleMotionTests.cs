using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Motion;

namespace LinlyTalker.Tests.Face.Motion;

public class IdleMotionTests
{
    [Fact]
    public void The_same_second_looks_the_same_and_another_seed_does_not()
    {
        Assert.Equal(Frame(1, 12.34), Frame(1, 12.34));
        Assert.NotEqual(Frame(1, 12.34), Frame(2, 12.34));
    }

    [Fact]
    public void Eyes_blink_ten_to_thirty_times_a_minute_and_shut_each_time()
    {
        var shut = Enumerable.Range(0, 60 * 100).Select(i => Frame(3, i / 100.0)[(int)FaceChannel.EyeBlinkLeft] > 0.99f).ToArray();
        var blinks = Enumerable.Range(1, shut.Length - 1).Count(i => shut[i] && !shut[i - 1]);
        Assert.InRange(blinks, 10, 30);
    }

    [Fact]
    public void The_head_sways_by_a_few_degrees_and_never_jumps()
    {
        var yaw = Enumerable.Range(0, 3000).Select(i => Frame(4, i / 25.0)[(int)FaceChannel.HeadYaw]).ToArray();
        Assert.InRange(yaw.Max(), 0.01f, 0.06f);
        Assert.True(yaw.Zip(yaw.Skip(1), (a, b) => MathF.Abs(a - b)).Max() < 0.004f);
    }

    private static float[] Frame(int seed, double seconds)
    {
        var weights = new float[FaceMotion.ChannelCount];
        new IdleMotion(seed).Add(seconds, weights);
        return weights;
    }
}
