/** Tests of the whole server through real sockets, and of the rules that its code keeps. */
package im.godwit.it;
