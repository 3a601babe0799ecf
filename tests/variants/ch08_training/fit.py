import numpy as np


def wrong_no_step(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Measures and forgets to learn."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            net.gradient(x_batch, t_batch)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_ascent(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Adds the gradient."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), -lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_shuffled_once(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Deals once, and plays the same batches again."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    batches = list(shuffle_batches(x_train, t_train, batch_size, rng))
    for _ in range(epochs):
        for x_batch, t_batch in batches:
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_generator_used_up(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Deals once; from the second epoch on nothing is left."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    batches = iter(list(shuffle_batches(x_train, t_train, batch_size, rng)))
    for _ in range(epochs):
        for x_batch, t_batch in batches:
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_random_batches(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Draws each batch afresh, as the textbook does."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    count = len(x_train)
    for _ in range(epochs):
        for start in range(0, count, batch_size):
            mask = np.random.choice(count, min(batch_size, count - start))
            sgd_step(net.params, net.gradient(x_train[mask], t_train[mask]), lr)
            diary["loss"].append(net.loss(x_train[mask], t_train[mask]))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_full_batch(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """One step an epoch."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        sgd_step(net.params, net.gradient(x_train, t_train), lr)
        diary["loss"].append(net.loss(x_train, t_train))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_learns_from_test(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """More data is better."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
        sgd_step(net.params, net.gradient(x_test, t_test), lr)
    return diary


def wrong_loss_of_the_epoch(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """One loss for each epoch."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
        diary["loss"].append(net.loss(x_train, t_train))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_loss_on_all_samples(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """For each batch, the loss on everything."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_train, t_train))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_accuracy_before(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Measures at the beginning of the epoch."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
    return diary


def wrong_accuracy_of_the_last_batch(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """The last batch stands for all."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_batch, t_batch))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_swapped(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Takes one list for the other."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["test_acc"].append(net.accuracy(x_train, t_train))
        diary["train_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_rebinds(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Puts new arrays into params; the layers keep the old ones."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            gradient = net.gradient(x_batch, t_batch)
            for key in net.params:
                net.params[key] = net.params[key] - lr * gradient[key]
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_one_gradient_for_the_epoch(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """All batches' gradients at the weights of the beginning, then all steps."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(epochs):
        batches = list(shuffle_batches(x_train, t_train, batch_size, rng))
        gradients = [net.gradient(*batch) for batch in batches]
        diary["loss"] += [net.loss(*batch) for batch in batches]
        for gradient in gradients:
            sgd_step(net.params, gradient, lr)
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def wrong_one_epoch_too_few(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Counts from 1."""
    diary = {"loss": [], "train_acc": [], "test_acc": []}
    for _ in range(1, epochs):
        for x_batch, t_batch in shuffle_batches(x_train, t_train, batch_size, rng):
            sgd_step(net.params, net.gradient(x_batch, t_batch), lr)
            diary["loss"].append(net.loss(x_batch, t_batch))
        diary["train_acc"].append(net.accuracy(x_train, t_train))
        diary["test_acc"].append(net.accuracy(x_test, t_test))
    return diary


def right_loss_before(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """Shuffles by itself, steps by itself, notes the loss before the step."""
    losses, train_acc, test_acc = [], [], []
    for epoch in range(epochs):
        order = np.random.permutation(len(x_train))
        for start in range(0, len(order), batch_size):
            chosen = order[start : start + batch_size]
            x, t = x_train[chosen], t_train[chosen]
            losses.append(net.loss(x, t))
            gradient = net.gradient(x, t)
            for key, value in net.params.items():
                value -= lr * gradient[key]
        train_acc.append(net.accuracy(x_train, t_train))
        test_acc.append(net.accuracy(x_test, t_test))
    print("done", train_acc[-1])
    return dict(loss=losses, train_acc=train_acc, test_acc=test_acc)


def right_while(net, x_train, t_train, x_test, t_test, epochs, batch_size, lr, rng=None):
    """A while loop, NumPy arrays in the dict, and one entry more."""
    rng = np.random.default_rng() if rng is None else rng
    keep = {"loss": [], "train_acc": [], "test_acc": []}
    while len(keep["train_acc"]) < epochs:
        for batch in list(shuffle_batches(x_train, t_train, batch_size, rng)):
            sgd_step(net.params, net.gradient(*batch), lr)
            keep["loss"].append(float(net.loss(*batch)))
        keep["train_acc"].append(float(net.accuracy(x_train, t_train)))
        keep["test_acc"].append(float(net.accuracy(x_test, t_test)))
    keep = {key: np.array(values) for key, values in keep.items()}
    keep["epochs"] = epochs
    return keep
