using LinlyTalker.Brain.Responding;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Brain.Responding;

public class KnowledgeResponderTests
{
    [Fact]
    public async Task An_answer_comes_word_by_word_with_its_source_in_every_piece()
    {
        using var dialogue = await Dialogue.With("shop/en");
        Assert.StartsWith("Standard delivery takes three to five working days.", await dialogue.Ask("How long does delivery take?"), StringComparison.Ordinal);
        Assert.True(dialogue.Pieces.Count > 10);
        Assert.All(dialogue.Pieces, p => Assert.Equal([new Source("delivery.md", "How long does delivery take?")], p.Sources));
    }

    [Fact]
    public async Task A_vague_question_is_asked_back_and_the_choice_is_answered()
    {
        using var dialogue = await Dialogue.With("shop/en");
        Assert.StartsWith("Which do you mean:", await dialogue.Ask("invoice"), StringComparison.Ordinal);
        var offers = dialogue.Pieces[0].Sources;
        Assert.Equal(2, offers.Count);
        await dialogue.Ask("the second one please");
        Assert.Equal([offers[1]], dialogue.Pieces[0].Sources);
        await dialogue.Ask("invoice");
        Assert.Contains("VAT number", await dialogue.Ask("for my company"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_not_know_it_says_with_what_it_can_help_with()
    {
        using var dialogue = await Dialogue.With("shop/en");
        var reply = await dialogue.Ask("Who wrote Romeo and Juliet?");
        Assert.Contains("do not know", reply, StringComparison.Ordinal);
        Assert.Contains("Returns and warranty", reply, StringComparison.Ordinal);
        Assert.All(dialogue.Pieces, p => Assert.Empty(p.Sources));
    }

    [Fact]
    public async Task Follow_ups_lean_on_what_was_said_before()
    {
        using var dialogue = await Dialogue.With("shop/zh");
        await dialogue.Ask("怎么退货？");
        Assert.Contains("承担运费", await dialogue.Ask("那运费谁出？"), StringComparison.Ordinal);
        Assert.Equal("zh", dialogue.Pieces[0].Language);
    }

    [Fact]
    public async Task A_new_question_does_not_lean_on_the_dialogue()
    {
        using var dialogue = await Dialogue.With("shop/en");
        await dialogue.Ask("How do I return an item?");
        Assert.Contains("nine to six", await dialogue.Ask("What are your opening hours?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_gets_the_same_reply()
    {
        using var dialogue = await Dialogue.With("linlytalker/en");
        using var again = await Dialogue.With("linlytalker/en");
        foreach (var question in new[] { "how does it work", "and the face?", "photos", "what does it cost", "tell me more" })
        {
            Assert.Equal(await dialogue.Ask(question), await again.Ask(question));
        }
    }

    [Theory]
    [InlineData("shop/en", "Good morning!", "Welcome to Harbour and Pine!")]
    [InlineData("shop/en", "你好", "你好！我是Nora。")]
    [InlineData("shop/en", "Thanks a lot, bye", "Goodbye!")]
    [InlineData("shop/en", "hello, who are you?", "I am Nora, a digital human, not a real person")]
    [InlineData("shop/zh", "谢谢！", "不客气！")]
    [InlineData("linlytalker/zh", "你能做什么？", "我可以回答关于")]
    public async Task Small_talk_comes_from_the_persona_in_the_users_language(string name, string said, string reply)
    {
        using var dialogue = await Dialogue.With(name);
        Assert.StartsWith(reply, await dialogue.Ask(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_greeting_before_a_question_is_passed_over()
    {
        using var dialogue = await Dialogue.With("shop/en");
        Assert.Equal(ReplyKind.Answer, dialogue.Kind("Hello, how do I return an item please?"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("?!…")]
    [InlineData("🙂🙂")]
    public async Task Nothing_asked_is_said_so(string text)
    {
        using var dialogue = await Dialogue.With("shop/en");
        Assert.Equal(ReplyKind.NotAQuestion, dialogue.Kind(text));
        Assert.Contains("say it again", await dialogue.Ask(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_characters_get_a_polite_word()
    {
        using var dialogue = await Dialogue.With("shop/en");
        Assert.Contains("very long question", await dialogue.Ask(string.Concat(Enumerable.Repeat("delivery time ", 10_000))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\" OR 1=1; DROP TABLE passages; --")]
    [InlineData("NEAR(delivery, 5) AND question:*")]
    [InlineData("\0\ud800\uffff delivery")]
    [InlineData("怎么return我的order 🙂？")]
    public async Task Odd_characters_are_only_characters(string text)
    {
        using var dialogue = await Dialogue.With("shop/en");
        Assert.NotEmpty(await dialogue.Ask(text));
    }

    [Fact]
    public async Task A_long_dialogue_is_resolved_in_bounded_time()
    {
        using var dialogue = await Dialogue.With("shop/en");
        for (var i = 0; i < 40; i++)
        {
            await dialogue.Ask("and how much is it?");
        }

        Assert.NotEmpty(await dialogue.Ask("and then?"));
    }

    [Fact]
    public async Task A_cancelled_reply_stops()
    {
        using var dialogue = await Dialogue.With("shop/en");
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        var responder = new KnowledgeResponder(await LinlyTalker.Brain.Knowledge.KnowledgeBase.OpenAsync(
            Path.Combine(House.Repository.Root, "knowledge/shop/en"), null,
            new LinlyTalker.Brain.Terms.TextAnalyser(LinlyTalker.Brain.Terms.Synonyms.Default), TestContext.Current.CancellationToken));
        var request = new ReplyRequest
        {
            User = UserId.Local, Conversation = new ConversationId("c"), Persona = new Persona { Name = "N" }, Utterance = Utterance.Typed("delivery cost", "en"),
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await responder.ReplyAsync(request, cancellation.Token).ToListAsync(TestContext.Current.CancellationToken));
    }
}
