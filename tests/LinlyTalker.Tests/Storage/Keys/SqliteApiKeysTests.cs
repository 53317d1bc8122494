using System.Text;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Storage.Keys;
using LinlyTalker.Tests.Core;

namespace LinlyTalker.Tests.Storage.Keys;

public class SqliteApiKeysTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_opens_until_it_is_revoked_by_any_process()
    {
        using var place = new TemporaryDatabase();
        var server = new SqliteApiKeys(place.Open());
        var commandLine = new SqliteApiKeys(place.Open());
        var added = await commandLine.AddAsync("website", null, Cancellation);
        Assert.Equal(added.Key.Id, (await server.VerifyAsync(added.Secret, Cancellation))?.Id);
        Assert.NotNull(await server.FindAsync(added.Key.Id, Cancellation));

        Assert.Equal(added.Key.Id, (await commandLine.RevokeAsync("website", Cancellation))?.Id);
        Assert.Null(await server.VerifyAsync(added.Secret, Cancellation));
        Assert.Null(await server.FindAsync(added.Key.Id, Cancellation));
        Assert.Null(await commandLine.RevokeAsync("website", Cancellation));
        Assert.NotNull(Assert.Single(await server.ListAsync(Cancellation)).Revoked);
    }

    [Fact]
    public async Task The_secret_is_kept_nowhere()
    {
        using var place = new TemporaryDatabase();
        var database = place.Open();
        var added = await new SqliteApiKeys(database).AddAsync("website", null, Cancellation);
        var secret = added.Secret[(KeySecret.Beginning.Length + added.Key.Id.Length + 1)..];
        Assert.Equal(43, secret.Length);
        database.Dispose();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(place.Path)!))
        {
            Assert.DoesNotContain(secret, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_secret_no_sign_may_be_wrong_and_none_too_many()
    {
        using var place = new TemporaryDatabase();
        var keys = new SqliteApiKeys(place.Open());
        var secret = (await keys.AddAsync("website", null, Cancellation)).Secret;
        for (var i = 0; i < secret.Length; i++)
        {
            var wrong = secret[..i] + (secret[i] == 'x' ? 'y' : 'x') + secret[(i + 1)..];
            Assert.Null(await keys.VerifyAsync(wrong, Cancellation));
        }

        foreach (var wrong in new[] { "", "linly_", secret + "A", secret[..^1], $" {secret}", secret.ToUpperInvariant(), "' OR 1=1 --" })
        {
            Assert.Null(await keys.VerifyAsync(wrong, Cancellation));
        }
    }

    [Fact]
    public async Task Each_key_is_a_user_of_its_own_unless_one_is_named()
    {
        using var place = new TemporaryDatabase();
        var keys = new SqliteApiKeys(place.Open());
        var a = await keys.AddAsync("a", null, Cancellation);
        var b = await keys.AddAsync("b", null, Cancellation);
        var c = await keys.AddAsync("c", new UserId("anna"), Cancellation);
        Assert.NotEqual(a.Key.User, b.Key.User);
        Assert.Equal("anna", c.Key.User.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    [InlineData("taken")]
    public async Task A_name_that_says_nothing_or_is_taken_is_refused(string name)
    {
        using var place = new TemporaryDatabase();
        var keys = new SqliteApiKeys(place.Open());
        await keys.AddAsync("taken", null, Cancellation);
        await Assert.ThrowsAsync<InputException>(() => keys.AddAsync(name, null, Cancellation));
    }

    [Fact]
    public async Task Its_last_use_is_noted_to_the_minute()
    {
        using var place = new TemporaryDatabase();
        var time = new ManualTime();
        var keys = new SqliteApiKeys(place.Open(), time);
        var secret = (await keys.AddAsync("website", null, Cancellation)).Secret;
        Assert.Null((await keys.ListAsync(Cancellation))[0].LastUsed);
        await keys.VerifyAsync(secret, Cancellation);
        var first = (await keys.ListAsync(Cancellation))[0].LastUsed;
        Assert.Equal(time.GetUtcNow(), first);

        time.Advance(TimeSpan.FromSeconds(30));
        await keys.VerifyAsync(secret, Cancellation);
        Assert.Equal(first, (await keys.ListAsync(Cancellation))[0].LastUsed);

        time.Advance(TimeSpan.FromSeconds(30));
        await keys.VerifyAsync(secret, Cancellation);
        Assert.Equal(time.GetUtcNow(), (await keys.ListAsync(Cancellation))[0].LastUsed);
    }
}
